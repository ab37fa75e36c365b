using System.Globalization;

namespace AdaMHF.Networks;

/// <summary>A row of an ablation table: a configuration with one part removed, replaced or fixed.</summary>
/// <param name="Name">What is removed, replaced or fixed.</param>
/// <param name="Source">Table or figure of the paper; <see cref="Ours"/> for a row that it does not have.</param>
/// <param name="Apply">Returns the ablated configuration.</param>
public sealed record AdaMhfAblation(string Name, string Source, Func<AdaMhfConfiguration, AdaMhfConfiguration> Apply)
{
    /// <summary>Source of rows that the paper does not have.</summary>
    public const string Ours = "ours";

    /// <summary>
    /// PREE switched off as the paper's Table IV does it: all experts of every layer run, weighted by the gate. The frozen residual stays.
    /// </summary>
    public static AdaMhfAblation AllExperts { get; } = new("all experts of every layer active", "Table IV, Figure 3b", c => c with
    {
        ExpertRouting = ExpertRouting.All,
        LoadBalancingWeight = 0,
    });

    /// <summary>
    /// A standard mixture of experts in place of PREE: as many layers, each with as many experts as PREE's widest; all run,
    /// weighted by the gate, and there is no frozen residual.
    /// </summary>
    public static AdaMhfAblation MixtureOfExperts { get; } = new("standard mixture of experts instead of PREE", "Table III", c => c with
    {
        ExpertsPerLayer = [.. c.ExpertsPerLayer.Select(_ => c.ExpertsPerLayer.Max())],
        ExpertRouting = ExpertRouting.All,
        ExpertResidual = ExpertResidual.None,
        LoadBalancingWeight = 0,
    });

    /// <summary>All tokens reach cross-modal attention and the integration units.</summary>
    public static AdaMhfAblation NoTokenSelection { get; } = new("no ATSA", "Table IV, Figure 3b", c => c with { SelectsTokens = false });

    /// <summary>The full outer product of the modality vectors in place of low-rank fusion.</summary>
    public static AdaMhfAblation OuterProduct { get; } =
        new("outer product instead of low-rank fusion", "Table IV", c => c with { LocalFusion = LocalFusion.OuterProduct });

    /// <summary>Every row, table by table.</summary>
    public static IReadOnlyList<AdaMhfAblation> All { get; } =
    [
        new("no frozen residual", "Table III", c => c with { ExpertResidual = ExpertResidual.None }),
        MixtureOfExperts,
        new("1 expert layer", "Table III", c => c with { ExpertsPerLayer = [1] }),
        new("2 expert layers", "Table III", c => c with { ExpertsPerLayer = [1, 2] }),
        new("3 expert layers", "Table III", c => c with { ExpertsPerLayer = [1, 2, 4] }),
        new("no preservation in ATSA, everything pooled", "Table III, one reading", c => c with { FixedKeptShare = 0 }),
        new("no preservation in ATSA, the rest dropped", "Table III, the other reading",
            c => c with { UnselectedTokens = UnselectedTokens.Dropped }),
        NoTokenSelection,
        AllExperts,
        OuterProduct,
        new("global branch only", "Figure 3b", c => c with { FusionBranches = FusionBranches.GlobalOnly }),
        new("local branch only", "Figure 3b", c => c with { FusionBranches = FusionBranches.LocalOnly }),
        .. Sweep("rate", [0.01, 0.05, 0.1, 0.2, 0.5, 1], (c, rate) => c with { LocalRate = rate }),
        .. Sweep("fixed K_top, share of the most", [0.125, 0.25, 0.5, 0.75, 1],
            (c, share) => c with { FixedSelectedTokens = Tokens(c, share) }),
        .. Sweep("fixed alpha", [0.1, 0.3, 0.5, 0.7, 0.9], (c, alpha) => c with { FixedKeptShare = alpha }),
        new("plain skip connection instead of the frozen residual", Ours, c => c with { ExpertResidual = ExpertResidual.Identity }),
        new("one segregation stage", Ours, c => c with { SegregationStages = 1 }),
        new("fixed K_top and alpha", Ours, c => c with { FixedSelectedTokens = Tokens(c, 0.5), FixedKeptShare = 0.5 }),
    ];

    /// <summary>The points of a curve of Figure 4.</summary>
    private static IEnumerable<AdaMhfAblation> Sweep(
        string what, double[] values, Func<AdaMhfConfiguration, double, AdaMhfConfiguration> apply) =>
        values.Select(value => new AdaMhfAblation(
            string.Create(CultureInfo.InvariantCulture, $"{what} {value}"), "Figure 4", c => apply(c, value)));

    private static int Tokens(AdaMhfConfiguration configuration, double share) =>
        Math.Max(1, (int)Math.Round(share * configuration.MaxTokens));
}
