using AdaMHF.Reports;

namespace AdaMHF.Benchmark;

/// <summary>A plot with what stands over and under it.</summary>
/// <param name="Title">Over it.</param>
/// <param name="Plot">The plot; null where there is nothing to draw.</param>
/// <param name="Note">Under it: counts, p-values, how to read it.</param>
internal sealed record Chart(string Title, ReportPlot? Plot, string Note);
