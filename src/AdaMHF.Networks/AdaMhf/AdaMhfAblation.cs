namespace AdaMHF.Networks;

/// <summary>One row of the paper's ablation tables: a configuration with one part removed or fixed.</summary>
/// <param name="Name">What is removed or fixed.</param>
/// <param name="Source">Table or figure of the paper.</param>
/// <param name="Apply">Returns the ablated configuration.</param>
public sealed record AdaMhfAblation(string Name, string Source, Func<AdaMhfConfiguration, AdaMhfConfiguration> Apply)
{
    /// <summary>
    /// A standard mixture of experts in place of PREE: as many layers, each with as many experts as PREE's widest; all run,
    /// weighted by the gate, and there is no frozen residual.
    /// </summary>
    public static AdaMhfAblation MixtureOfExperts { get; } =
        new("standard mixture of experts instead of PREE", "Tables III and IV", c => c with
        {
            ExpertsPerLayer = [.. c.ExpertsPerLayer.Select(_ => c.ExpertsPerLayer.Max())],
            ExpertRouting = ExpertRouting.All,
            ExpertResidual = ExpertResidual.None,
        });

    /// <summary>All tokens reach cross-modal attention and the integration units.</summary>
    public static AdaMhfAblation NoTokenSelection { get; } = new("no ATSA", "Tables III and IV", c => c with { SelectsTokens = false });

    /// <summary>The full outer product of the modality vectors in place of low-rank fusion.</summary>
    public static AdaMhfAblation OuterProduct { get; } =
        new("outer product instead of low-rank fusion", "Tables III and IV", c => c with { LocalFusion = LocalFusion.OuterProduct });

    /// <summary>Every row, in the paper's order.</summary>
    public static IReadOnlyList<AdaMhfAblation> All { get; } =
    [
        new("no frozen residual", "Table III", c => c with { ExpertResidual = ExpertResidual.None }),
        new("plain skip connection instead of the frozen residual", "Table III", c => c with { ExpertResidual = ExpertResidual.Identity }),
        MixtureOfExperts,
        new("1 expert layer", "Table III", c => c with { ExpertsPerLayer = [1] }),
        new("2 expert layers", "Table III", c => c with { ExpertsPerLayer = [1, 2] }),
        new("3 expert layers", "Table III", c => c with { ExpertsPerLayer = [1, 2, 4] }),
        new("all experts active", "Table III", c => c with { ExpertRouting = ExpertRouting.All }),
        new("no preservation in ATSA", "Table III", c => c with { FixedKeptShare = 0 }),
        NoTokenSelection,
        OuterProduct,
        new("global branch only", "Table III", c => c with { FusionBranches = FusionBranches.GlobalOnly }),
        new("local branch only", "Table III", c => c with { FusionBranches = FusionBranches.LocalOnly }),
        new("one segregation stage", "Table III", c => c with { SegregationStages = 1 }),
        new("fixed K_top", "Figure 4", c => c with { FixedSelectedTokens = Half(c.MaxTokens) }),
        new("fixed alpha", "Figure 4", c => c with { FixedKeptShare = 0.5 }),
        new("fixed K_top and alpha", "Figure 4", c => c with { FixedSelectedTokens = Half(c.MaxTokens), FixedKeptShare = 0.5 }),
        new("rate 0.01", "Figure 4", c => c with { LocalRate = 0.01 }),
        new("rate 0.5", "Figure 4", c => c with { LocalRate = 0.5 }),
    ];

    private static int Half(int tokens) => Math.Max(1, tokens / 2);
}
