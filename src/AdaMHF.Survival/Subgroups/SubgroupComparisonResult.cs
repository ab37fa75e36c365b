using System.Collections.Immutable;

namespace AdaMHF.Survival;

/// <summary>Concordance of subgroups and tests of their difference.</summary>
/// <param name="Groups">Each group, by rising label.</param>
/// <param name="Heterogeneity">Cochran's Q of the concordance indices; NaN when undefined.</param>
/// <param name="HeterogeneityDegreesOfFreedom">One less than the groups that have a standard error.</param>
/// <param name="HeterogeneityPValue">Its p-value.</param>
/// <param name="Interaction">Likelihood ratio of one slope of the risk per group against one for all; NaN when undefined.</param>
/// <param name="InteractionDegreesOfFreedom">One less than the number of groups.</param>
/// <param name="InteractionPValue">Its p-value.</param>
public sealed record SubgroupComparisonResult(
    ImmutableArray<SubgroupConcordance> Groups,
    double Heterogeneity,
    int HeterogeneityDegreesOfFreedom,
    double HeterogeneityPValue,
    double Interaction,
    int InteractionDegreesOfFreedom,
    double InteractionPValue)
{
    /// <summary>Why a test is NaN; null when both are defined.</summary>
    public string? UndefinedReason { get; init; }
}
