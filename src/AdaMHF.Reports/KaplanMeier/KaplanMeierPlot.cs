using AdaMHF.Survival;

namespace AdaMHF.Reports;

/// <summary>
/// Kaplan-Meier curves of one or more groups, with pointwise confidence bands, a tick where patients were censored, numbers at risk under
/// the time axis, and the log-rank p-value. Created by <see cref="KaplanMeierPlotExtensions"/>.
/// </summary>
/// <remarks>
/// Number at risk at a time: patients whose time is that one or later. A band ends where its curve reaches 0, because Greenwood's error is
/// not defined there. The bands hold for each time alone, not for the whole curve at once.
/// </remarks>
public sealed class KaplanMeierPlot : ReportPlot
{
    private readonly IReadOnlyList<PlottedGroup> _groups;
    private readonly KaplanMeierPlotOptions _options;

    internal KaplanMeierPlot(IReadOnlyList<PlottedGroup> groups, KaplanMeierPlotOptions options)
    {
        if (groups.Count == 0) throw new ArgumentException("There is no group to plot: the data have no patient.", nameof(groups));
        options.Check();
        (_groups, _options) = (groups, options);
        LogRank = CurveLogRank.Test(groups);
    }

    /// <summary>The log-rank test between the groups; null for one group, and where patients carry weights.</summary>
    public LogRankResult? LogRank { get; }

    /// <inheritdoc/>
    public override string Description =>
        $"Kaplan-Meier curves of {string.Join(", ", _groups.Select(group => group.Legend))}, {_options.SurvivalLabel} over "
        + $"{_options.TimeLabel}.{(LogRank is { } test ? $" {CurveLogRank.Text(test)}." : "")}";

    internal override int SuitableHeight(int width) => width >= PlotFrame.NarrowWidth
        ? width * 2 / 3
        : 360 + ((_groups.Count + (_options.NumbersAtRisk ? _groups.Count : 0)) * (int)PlotText.RowHeight);

    internal override ScottPlot.Plot Draw(int width, int height, PlotColors colors) =>
        KaplanMeierDrawing.Create(_groups, _options, LogRank, width, colors);
}
