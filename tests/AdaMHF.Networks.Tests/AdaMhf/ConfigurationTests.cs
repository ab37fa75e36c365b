namespace AdaMHF.Networks.Tests;

public class ConfigurationTests
{
    private static readonly (string Name, AdaMhfConfiguration Configuration)[] Impossible =
    [
        (nameof(AdaMhfConfiguration.PatchWidth), Tiny.Configuration with { PatchWidth = 0 }),
        (nameof(AdaMhfConfiguration.GenomicGroupSizes), Tiny.Configuration with { GenomicGroupSizes = [] }),
        (nameof(AdaMhfConfiguration.GenomicGroupSizes), Tiny.Configuration with { GenomicGroupSizes = [5, 0] }),
        (nameof(AdaMhfConfiguration.TokenWidth), Tiny.Configuration with { TokenWidth = 15 }),
        (nameof(AdaMhfConfiguration.GenomicHiddenWidth), Tiny.Configuration with { GenomicHiddenWidth = -1 }),
        (nameof(AdaMhfConfiguration.AttentionHeads), Tiny.Configuration with { AttentionHeads = 0 }),
        (nameof(AdaMhfConfiguration.AttentionWidth), Tiny.Configuration with { AttentionWidth = 9 }),
        (nameof(AdaMhfConfiguration.Landmarks), Tiny.Configuration with { Landmarks = 0 }),
        (nameof(AdaMhfConfiguration.PositionalKernel), Tiny.Configuration with { PositionalKernel = 4 }),
        (nameof(AdaMhfConfiguration.ExpertsPerLayer), Tiny.Configuration with { ExpertsPerLayer = [] }),
        (nameof(AdaMhfConfiguration.ExpertsPerLayer), Tiny.Configuration with { ExpertsPerLayer = [1, 0] }),
        (nameof(AdaMhfConfiguration.ExpertWidth), Tiny.Configuration with { ExpertWidth = 0 }),
        (nameof(AdaMhfConfiguration.FrozenWidth), Tiny.Configuration with { FrozenWidth = 0 }),
        (nameof(AdaMhfConfiguration.StagesPerUnit), Tiny.Configuration with { StagesPerUnit = 0 }),
        (nameof(AdaMhfConfiguration.MaxTokens), Tiny.Configuration with { MaxTokens = 0 }),
        (nameof(AdaMhfConfiguration.FusionRank), Tiny.Configuration with { FusionRank = 0 }),
        (nameof(AdaMhfConfiguration.LocalRate), Tiny.Configuration with { LocalRate = double.NaN }),
        (nameof(AdaMhfConfiguration.AlignmentWeight), Tiny.Configuration with { AlignmentWeight = -0.1 }),
        (nameof(AdaMhfConfiguration.AlignmentWeight), Tiny.Configuration with { AlignmentWeight = double.PositiveInfinity }),
        (nameof(AdaMhfConfiguration.UnimodalWeight), Tiny.Configuration with { UnimodalWeight = -1 }),
        (nameof(AdaMhfConfiguration.TimeBins), Tiny.Configuration with { TimeBins = 0 }),
        (nameof(AdaMhfConfiguration.Dropout), Tiny.Configuration with { Dropout = 1 }),
        (nameof(AdaMhfConfiguration.GenomicDropout), Tiny.Configuration with { GenomicDropout = double.NaN }),
        (nameof(AdaMhfConfiguration.GenomicInputDropout), Tiny.Configuration with { GenomicInputDropout = 1.5 }),
        (nameof(AdaMhfConfiguration.ValueKernel), Tiny.Configuration with { ValueKernel = 32 }),
        (nameof(AdaMhfConfiguration.ValueKernel), Tiny.Configuration with { ValueKernel = -1 }),
        (nameof(AdaMhfConfiguration.PositionalKernel), Tiny.Configuration with { PositionalKernel = -3 }),
        (nameof(AdaMhfConfiguration.SegregationStages), Tiny.Configuration with { SegregationStages = 0 }),
        (nameof(AdaMhfConfiguration.FixedSelectedTokens), Tiny.Configuration with { FixedSelectedTokens = 0 }),
        (nameof(AdaMhfConfiguration.FixedSelectedTokens), Tiny.Configuration with { FixedSelectedTokens = 17 }),
        (nameof(AdaMhfConfiguration.FixedKeptShare), Tiny.Configuration with { FixedKeptShare = 1.1 }),
        (nameof(AdaMhfConfiguration.FixedKeptShare), Tiny.Configuration with { FixedKeptShare = double.NaN }),
        (nameof(AdaMhfConfiguration.ExpertActivation), Tiny.Configuration with { ExpertActivation = (Activation)99 }),
        (nameof(AdaMhfConfiguration.ExpertRouting), Tiny.Configuration with { ExpertRouting = (ExpertRouting)99 }),
        (nameof(AdaMhfConfiguration.ExpertResidual), Tiny.Configuration with { ExpertResidual = (ExpertResidual)99 }),
        (nameof(AdaMhfConfiguration.FusionBranches), Tiny.Configuration with { FusionBranches = (FusionBranches)99 }),
        (nameof(AdaMhfConfiguration.LocalFusion), Tiny.Configuration with { LocalFusion = (LocalFusion)99 }),
        (nameof(AdaMhfConfiguration.LoadBalancingWeight), Tiny.Configuration with { LoadBalancingWeight = -1 }),
        (
            nameof(AdaMhfConfiguration.LoadBalancingWeight),
            Tiny.Configuration with { LoadBalancingWeight = 0.1, ExpertRouting = ExpertRouting.All }),
    ];

    [Fact]
    public void A_value_out_of_its_range_is_refused_by_name() => Assert.All(Impossible, impossible =>
    {
        var error = Assert.Throws<ArgumentException>(() => AdaMhfNetwork.Create(impossible.Configuration, seed: 1));
        Assert.StartsWith($"{impossible.Name} is ", error.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void The_presets_need_nothing_but_the_group_sizes()
    {
        foreach (var preset in (AdaMhfConfiguration[])[new(), AdaMhfConfiguration.Compact])
        {
            var given = preset with { GenomicGroupSizes = [5, 4] };
            Assert.Same(given, given.Validated());
            Assert.Throws<ArgumentException>(preset.Validated);
        }
    }
}
