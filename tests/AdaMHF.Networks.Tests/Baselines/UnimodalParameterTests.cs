namespace AdaMHF.Networks.Tests;

/// <summary>Trainable parameters of the published configurations, as counted on the official modules.</summary>
public class UnimodalParameterTests
{
    private static readonly int[] LuadGroups = [89, 334, 534, 471, 1510, 482];

    public static TheoryData<string, long> Published => new()
    {
        { "Snn", 950_276 },
        { "SnnTrans", 5_610_772 },
        { "AttnMil", 920_069 },
        { "ClamSb", 793_869 },
        { "ClamMb", 794_640 },
        { "TransMil", 2_673_172 },
        { "DeepAttnMisl", 8_532_485 },
        { "DtfdMil", 791_306 },
    };

    [Theory, MemberData(nameof(Published))]
    public void Defaults_have_as_many_parameters_as_the_official_modules(string system, long expected)
    {
        using SurvivalNetwork network = system switch
        {
            "Snn" => SnnNetwork.Create(new SnnConfiguration { GenomicGroupSizes = [2936] }, 1),
            "SnnTrans" => SnnTransNetwork.Create(new SnnTransConfiguration { GenomicGroupSizes = LuadGroups }, 1),
            "AttnMil" => AttnMilNetwork.Create(new AttnMilConfiguration(), 1),
            "ClamSb" => ClamNetwork.Create(new ClamConfiguration(), 1),
            "ClamMb" => ClamNetwork.Create(new ClamConfiguration { Branches = ClamBranches.Multiple }, 1),
            "TransMil" => TransMilNetwork.Create(new TransMilConfiguration(), 1),
            "DeepAttnMisl" => DeepAttnMislNetwork.Create(new DeepAttnMislConfiguration(), 1),
            _ => DtfdMilNetwork.Create(new DtfdMilConfiguration(), 1),
        };
        Assert.Equal(expected, network.parameters().Where(parameter => parameter.requires_grad).Sum(parameter => parameter.numel()));
    }
}
