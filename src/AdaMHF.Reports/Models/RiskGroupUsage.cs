using AdaMHF.MLNet;

namespace AdaMHF.Reports;

/// <summary>Which experts ran for the patients of a risk group.</summary>
/// <param name="Label">Name of the group, such as <c>high risk</c>.</param>
/// <param name="Usage">What the gates decided for its patients.</param>
public sealed record RiskGroupUsage(string Label, DecisionUsage Usage);
