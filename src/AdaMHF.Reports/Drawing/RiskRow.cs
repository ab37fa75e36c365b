using ScottPlot;

namespace AdaMHF.Reports;

/// <summary>One line of numbers at risk.</summary>
internal sealed record RiskRow(string Label, string[] Numbers, Color Color);
