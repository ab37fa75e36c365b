using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>One entry of the legend.</summary>
internal sealed record LegendEntry(LegendSample Sample, string Text, Color Color);
