namespace AdaMHF.Networks.Tests;

/// <summary>Parameters of the published settings, against those counted on the official modules.</summary>
public class PublishedSizeTests
{
    // LUAD, table of expression and copy numbers; LUAD, table with mutations; the defaults of the official constructors.
    private static readonly int[] Luad = [89, 334, 534, 471, 1510, 482];
    private static readonly int[] LuadWithMutations = [94, 334, 531, 471, 218, 440];
    private static readonly int[] Hundreds = [100, 200, 300, 400, 500, 600];

    [Fact]
    public void Mcat() =>
        Assert.Equal(
            [4_499_206, 4_158_214, 4_161_286],
            ForGroups(groups => McatNetwork.Create(new() { GenomicGroupSizes = groups }, seed: 0)));

    [Fact]
    public void Motcat() =>
        Assert.Equal(
            [4_236_038, 3_895_046, 3_898_118],
            ForGroups(groups => MotcatNetwork.Create(new() { GenomicGroupSizes = groups }, seed: 0)));

    [Fact]
    public void Porpoise() => Assert.Equal(2_265_029, Parameters(PorpoiseNetwork.Create(new() { GenomicGroupSizes = [2936] }, seed: 0)));

    [Fact]
    public void HfbSurv() => Assert.Equal(206_260, Parameters(HfbSurvNetwork.Create(
        new()
        {
            PatchWidth = 80,
            GenomicGroupSizes = [80, 80],
            CopyNumberGroups = [1],
            TakesVectors = true,
            PredictsRisk = true,
            NormalizesOverPatients = true,
        },
        seed: 0)));

    [Fact]
    public void Gpdbn() => Assert.Equal(289_313, Parameters(GpdbnNetwork.Create(
        new()
        {
            PatchWidth = 32,
            GenomicGroupSizes = [32],
            TakesVectors = true,
            PredictsRisk = true,
        },
        seed: 0)));

    [Fact]
    public void Cmta() =>
        Assert.Equal(
            [8_287_812, 6_923_844, 6_936_132],
            ForGroups(groups => CmtaNetwork.Create(new() { GenomicGroupSizes = groups }, seed: 0)));

    private static IEnumerable<long> ForGroups(Func<int[], SurvivalNetwork> create) =>
        new[] { Luad, LuadWithMutations, Hundreds }.Select(groups => Parameters(create(groups)));

    private static long Parameters(SurvivalNetwork network)
    {
        using (network) return network.parameters().Sum(parameter => parameter.numel());
    }
}
