using AdaMHF.Survival;
using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>
/// Predicted against observed survival at a horizon: groups of similar predictions with their intervals, a smooth curve, and the diagonal
/// on which calibrated predictions lie. Created by <see cref="CalibrationPlotExtensions"/> and
/// <see cref="SmoothCalibrationPlotExtensions"/>.
/// </summary>
/// <remarks>Above the diagonal patients live longer than predicted, below it shorter.</remarks>
public sealed class CalibrationPlot : ReportPlot
{
    private readonly CalibrationGroup[] _groups;
    private readonly double _horizon;
    private readonly CalibrationPlotOptions _options;
    private (double[] Predicted, double[] Observed)? _smooth;
    private string[] _notes = [];

    internal CalibrationPlot(IEnumerable<CalibrationGroup> groups, double horizon, CalibrationPlotOptions options)
    {
        if (!(horizon > 0 && double.IsFinite(horizon)))
            throw new ArgumentOutOfRangeException(nameof(horizon), horizon, "Expected a finite time above 0.");
        (_groups, _horizon, _options) = ([.. groups.Where(group => double.IsFinite(group.Observed))], horizon, options);
    }

    /// <inheritdoc/>
    public override string Description => $"Calibration at {At}: predicted against observed survival"
        + (_groups.Length == 0 ? "" : " in groups of similar predictions, " + string.Join(", ", _groups.Select(group =>
            $"{ReportNumbers.Percent(group.Predicted)} predicted and {ReportNumbers.Percent(group.Observed)} observed")))
        + $".{(_notes.Length > 0 ? $" {string.Join("; ", _notes)}." : "")}";

    private string At => $"{ReportNumbers.Short(_horizon)} {_options.TimeUnit}";

    /// <summary>Adds a smooth curve with its distances from the diagonal and its slope.</summary>
    /// <param name="smooth">The curve.</param>
    /// <param name="predictedRisk">The predicted risks up to the horizon that it was fitted to, in the same order.</param>
    /// <exception cref="ArgumentException">The numbers of patients differ.</exception>
    public CalibrationPlot With(SmoothCalibrationResult smooth, IReadOnlyList<double> predictedRisk)
    {
        ArgumentNullException.ThrowIfNull(smooth);
        ArgumentNullException.ThrowIfNull(predictedRisk);
        if (predictedRisk.Count != smooth.Observed.Length)
        {
            throw new ArgumentException(
                $"Expected the {smooth.Observed.Length} predicted risks that the curve was fitted to, got {predictedRisk.Count}.",
                nameof(predictedRisk));
        }
        var points = predictedRisk.Zip(smooth.Observed, (risk, observed) => (X: 1 - risk, Y: 1 - observed))
            .Where(point => double.IsFinite(point.Y)).OrderBy(point => point.X).ToArray();
        var copy = Copy();
        copy._smooth = (Array.ConvertAll(points, point => point.X), Array.ConvertAll(points, point => point.Y));
        copy._notes = [.. _notes, $"ICI {ReportNumbers.Fixed(smooth.MeanError)}, E90 {ReportNumbers.Fixed(smooth.Error90)}",
            $"slope {ReportNumbers.Fixed(smooth.Slope, 2)}"];
        return copy;
    }

    /// <summary>Adds the p-value of a grouped test of calibration.</summary>
    /// <param name="test">The test at the same horizon.</param>
    public CalibrationPlot With(GroupedCalibrationResult test)
    {
        ArgumentNullException.ThrowIfNull(test);
        var copy = Copy();
        copy._notes = [.. _notes, $"D'Agostino-Nam p {PText(test.DAgostinoNamPValue)}"];
        return copy;
    }

    internal override int SuitableHeight(int width) => Math.Clamp(width, 380, 640);

    internal override Plot Draw(int width, int height, PlotColors colors)
    {
        var plot = PlotFrame.Create(colors, _options.Title, $"Predicted survival at {At}", $"Observed survival at {At}");
        plot.Axes.SetLimits(-0.02, 1.02, -0.02, 1.03);
        PlotFrame.Shares(plot.Axes.Bottom);
        PlotFrame.Shares(plot.Axes.Left);
        PlotFrame.Dashes(plot, [0, 1], [0, 1], colors.Muted, width, height, 1.5f);
        List<LegendEntry> legend = [new(LegendSample.Dashes, "perfect", colors.Muted)];
        if (_smooth is { } smooth)
        {
            PlotFrame.Line(plot, smooth.Predicted, smooth.Observed, colors.Higher);
            legend.Add(new(LegendSample.Line, "smooth curve", colors.Higher));
        }
        if (_groups.Length > 0)
        {
            foreach (var group in _groups) DrawGroup(plot, group, colors.Lower);
            legend.Add(new(LegendSample.Dot, "groups of patients" + (_options.Intervals ? " (95 % CI)" : ""), colors.Lower));
        }
        legend.AddRange(_notes.Select(note => new LegendEntry(LegendSample.None, note, colors.Text)));
        PlotFrame.AddLegend(plot, legend, width, colors);
        return plot;
    }

    private static string PText(double p) => p < 0.001 ? ReportNumbers.PValue(p) : $"= {ReportNumbers.PValue(p)}";

    private void DrawGroup(Plot plot, CalibrationGroup group, Color color)
    {
        if (_options.Intervals && double.IsFinite(group.LowerBound) && double.IsFinite(group.UpperBound))
            PlotFrame.Line(plot, [group.Predicted, group.Predicted], [group.LowerBound, group.UpperBound], color, 1.5f);
        plot.Add.Marker(group.Predicted, group.Observed, MarkerShape.FilledCircle, 9, color);
    }

    private CalibrationPlot Copy() => new(_groups, _horizon, _options) { _smooth = _smooth, _notes = _notes };
}
