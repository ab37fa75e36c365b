namespace AdaMHF.Networks.Tests;

internal static class SnnTransParity
{
    public static void Compare(ParityFixture fixture)
    {
        var configuration = new SnnTransConfiguration
        {
            GenomicGroupSizes = fixture.Sizes("omic_sizes"),
            GenomicHiddenWidth = fixture.Size("snn_hidden"),
            TokenWidth = fixture.Size("width"),
            Landmarks = fixture.Size("num_landmarks"),
        };
        var keys = new Dictionary<string, string>();
        keys.AddGroups("fc", "genomic_embedding", configuration.GenomicGroupSizes.Count, blocks: 2);
        keys.AddUnder("tr.", "encoder.", ClassTokenTransformerParity.Keys(onGrid: false));
        keys.AddLayers(("head", "head"));
        using var network = SnnTransNetwork.Create(configuration, seed: 0);
        NetworkComparison.Compare(fixture, network, keys);
    }
}
