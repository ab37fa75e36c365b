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
        (nameof(AdaMhfConfiguration.MostSelectedTokens), Tiny.Configuration with { MostSelectedTokens = 0 }),
        (nameof(AdaMhfConfiguration.FusionRank), Tiny.Configuration with { FusionRank = 0 }),
        (nameof(AdaMhfConfiguration.LocalRate), Tiny.Configuration with { LocalRate = double.NaN }),
        (nameof(AdaMhfConfiguration.AlignmentWeight), Tiny.Configuration with { AlignmentWeight = -0.1 }),
        (nameof(AdaMhfConfiguration.AlignmentWeight), Tiny.Configuration with { AlignmentWeight = double.PositiveInfinity }),
        (nameof(AdaMhfConfiguration.TimeBins), Tiny.Configuration with { TimeBins = 1 }),
        (nameof(AdaMhfConfiguration.Dropout), Tiny.Configuration with { Dropout = 1 }),
        (nameof(AdaMhfConfiguration.GenomicDropout), Tiny.Configuration with { GenomicDropout = double.NaN }),
        (nameof(AdaMhfConfiguration.GenomicInputDropout), Tiny.Configuration with { GenomicInputDropout = 1.5 }),
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
