using AdaMHF.MLNet;
using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>
/// Training curves over the epochs, with the epoch whose weights the model has; every member of an ensemble has a curve of its own.
/// Created by <see cref="TrainingPlotExtensions"/>.
/// </summary>
public sealed class TrainingPlot : ReportPlot
{
    private readonly PlottedRun[] _runs;
    private readonly TrainingMeasure _measure;
    private readonly string? _title;

    internal TrainingPlot(IEnumerable<PlottedRun> runs, TrainingMeasure measure, string? title)
    {
        if (!Enum.IsDefined(measure)) throw new ArgumentOutOfRangeException(nameof(measure), measure, "Expected a named measure.");
        _runs = [.. runs];
        (_measure, _title) = (measure, title);
        if (Curves().All(series => series.Y.Length == 0))
        {
            throw new InvalidOperationException(measure == TrainingMeasure.Loss
                ? "There is no training curve to plot: the record has no epoch."
                : "There is no concordance to plot: the model was trained without validation patients.");
        }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get
        {
            var run = _runs[0];
            var many = _runs.Length > 1 ? $"{_runs.Length} training runs" : "a training run";
            return $"{Axis} of {many} over {ReportNumbers.Counted(run.Curve.Count, "epoch")}"
                + (run.SelectedEpoch is { } epoch ? $"; the model has the weights of epoch {epoch} ({run.Selection})." : ".");
        }
    }

    private string Axis => _measure == TrainingMeasure.Loss ? "Loss" : "Validation concordance";

    internal override int SuitableHeight(int width) => Math.Max(340, width / 2);

    internal override Plot Draw(int width, int height, PlotColors colors)
    {
        var plot = PlotFrame.Create(colors, _title, "Epoch", Axis);
        var series = Curves().Where(one => one.Y.Length > 0).ToArray();
        var last = series.Max(one => one.X[^1]);
        var (low, high) = (series.Min(one => one.Y.Min()), series.Max(one => one.Y.Max()));
        var around = high > low ? (high - low) * 0.08 : Math.Max(Math.Abs(high) * 0.1, 0.01);
        plot.Axes.SetLimits(Math.Min(0.5, 1 - (0.02 * last)), last + (0.02 * last) + 0.1, low - around, high + around);
        PlotFrame.Ticks(plot.Axes.Bottom, EpochTicks(last, width));
        PlotFrame.Ticks(plot.Axes.Left, PlotFrame.RoundTicks(low - around, high + around, 6));
        var thin = _runs.Length > 1 ? 1.2f : PlotText.LineWidth;
        foreach (var one in series)
        {
            var color = one.IsValidation ? colors.Higher : colors.Lower;
            PlotFrame.Line(plot, one.X, one.Y, color, thin);
            if (one.Y.Length == 1) plot.Add.Marker(one.X[0], one.Y[0], MarkerShape.FilledCircle, 6, color);
        }
        foreach (double epoch in _runs.Select(run => run.SelectedEpoch).OfType<int>().Distinct())
            PlotFrame.Dashes(plot, [epoch, epoch], [low - around, high + around], colors.Muted, width, height, 1.2f);
        PlotFrame.AddLegend(plot, Legend(series, colors), width, colors);
        return plot;
    }

    private static double[] EpochTicks(double last, int width)
    {
        double[] ticks = [.. PlotFrame.RoundTicks(0, Math.Max(last, 2), width < PlotFrame.NarrowWidth ? 5 : 10).Where(double.IsInteger)];
        var step = ticks.Length > 1 ? ticks[1] : 1;
        return [1, .. ticks.Where(tick => tick > 1 && tick - 1 > step / 2)];
    }

    private List<LegendEntry> Legend(TrainingSeries[] series, PlotColors colors)
    {
        List<LegendEntry> entries = [];
        if (series.Any(one => !one.IsValidation)) entries.Add(new(LegendSample.Line, "training patients", colors.Lower));
        if (series.Any(one => one.IsValidation)) entries.Add(new(LegendSample.Line, "validation patients", colors.Higher));
        if (_runs[0].SelectedEpoch is not { } epoch) return entries;
        var selected = _runs.Length == 1 ? $"selected epoch {epoch} ({_runs[0].Selection})" : "selected epochs";
        entries.Add(new(LegendSample.Dashes, selected, colors.Muted));
        return entries;
    }

    private IEnumerable<TrainingSeries> Curves() => _runs.SelectMany(run => _measure == TrainingMeasure.Loss
        ? new[] { Of(run, epoch => epoch.Loss, false), Of(run, epoch => epoch.ValidationLoss, true) }
        : [Of(run, epoch => epoch.ValidationConcordanceIndex, true)]);

    private static TrainingSeries Of(PlottedRun run, Func<TrainingEpoch, double?> value, bool isValidation)
    {
        var known = run.Curve.Where(epoch => value(epoch) is { } number && double.IsFinite(number)).ToArray();
        return new([.. known.Select(epoch => (double)epoch.Epoch)], [.. known.Select(epoch => value(epoch)!.Value)], isValidation);
    }
}
