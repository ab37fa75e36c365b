namespace AdaMHF.MLNet;

/// <summary>The measures of the patients with one value of a column.</summary>
/// <param name="Value">The value, as text.</param>
/// <param name="Metrics">Their measures.</param>
public sealed record SurvivalSubgroup(string Value, SurvivalMetrics Metrics);
