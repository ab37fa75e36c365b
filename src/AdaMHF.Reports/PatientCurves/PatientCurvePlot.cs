using AdaMHF.MLNet;
using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>
/// A patient's predicted survival beside the observed survival of groups, such as his risk group. Created by
/// <see cref="PatientCurvePlotExtensions"/>.
/// </summary>
public sealed class PatientCurvePlot : ReportPlot
{
    private readonly PredictedCurve _patient;
    private readonly SurvivalGroup[] _groups;
    private readonly KaplanMeierPlotOptions _options;

    internal PatientCurvePlot(PredictedCurve patient, IEnumerable<SurvivalGroup> groups, KaplanMeierPlotOptions options)
    {
        options.Check();
        (_patient, _groups, _options) = (patient, [.. groups], options);
    }

    /// <inheritdoc/>
    public override string Description
    {
        get
        {
            var points = _patient.Months.Zip(_patient.Survival).Select(point =>
                $"{ReportNumbers.Percent(point.Second)} at {ReportNumbers.Short(point.First)} months");
            var beside = _groups.Length == 0 ? "" : $", beside the observed survival of {string.Join(" and ", _groups.Select(Name))}";
            return $"Predicted survival of {_patient.Label}: {string.Join(", ", points)}{beside}.";
        }
    }

    internal override int SuitableHeight(int width) => Math.Max(360, width / 2);

    internal override Plot Draw(int width, int height, PlotColors colors)
    {
        double[] ends = [_patient.Months[^1], .. _groups.Select(group => group.Curve.Times[^1])];
        var end = _options.MaxTime ?? ends.Max();
        var plot = PlotFrame.Create(colors, _options.Title, _options.TimeLabel, _options.SurvivalLabel);
        plot.Axes.SetLimits(-0.01 * end, 1.02 * end, -0.02, 1.03);
        PlotFrame.Ticks(plot.Axes.Bottom, TimeTicks.UpTo(end, _options.TickInterval));
        PlotFrame.Shares(plot.Axes.Left);
        List<LegendEntry> legend = [new(LegendSample.Line, $"{_patient.Label}, predicted", colors.Higher)];
        for (var i = 0; i < _groups.Length; i++)
        {
            var color = i == 0 ? colors.Lower : colors.At(i + 1, _options.Palette);
            var group = new PlottedGroup(_groups[i].Label, _groups[i].Patients, _groups[i].Events, _groups[i].Curve);
            KaplanMeierDrawing.DrawBand(plot, group, _options, color);
            KaplanMeierDrawing.DrawCurve(plot, group, _options, color);
            legend.Add(new(LegendSample.Line, Name(_groups[i]), color));
        }
        PlotFrame.Line(plot, [0, .. _patient.Months], [1, .. _patient.Survival], colors.Higher, 3);
        PlotFrame.AddLegend(plot, legend, width, colors);
        return plot;
    }

    private static string Name(SurvivalGroup group) => $"{group.Label}, observed ({ReportNumbers.Counted(group.Patients, "patient")})";
}
