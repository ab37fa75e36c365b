namespace AdaMHF.Networks.Tests;

internal static class GpdbnParity
{
    public static void Compare(ParityFixture fixture)
    {
        var configuration = new GpdbnConfiguration
        {
            PatchWidth = fixture.Size("in_size"),
            GenomicGroupSizes = [fixture.Size("in_size")],
            VectorWidth = fixture.Size("in_size"),
            ProductWidth = fixture.Size("hidden"),
            TakesVectors = true,
            PredictsRisk = true,
        };
        var keys = new Dictionary<string, string>();
        keys.AddLayers(
            ("gene_path.0", "inter.0"),
            ("gene_gene.0", "intra_genomics.0"),
            ("path_path.0", "intra_pathology.0"),
            ("encoder.0.0", "layers.0.0"),
            ("encoder.1.0", "layers.1.0"),
            ("encoder.2.0", "layers.2.0"),
            ("encoder.3.0", "layers.3.0"),
            ("classifier.0", "output"));
        using var network = GpdbnNetwork.Create(configuration, seed: 0);
        RiskComparison.Compare(
            fixture,
            network.Fusion,
            keys,
            ["gene", "pathology"],
            inputs => network.Fusion.call(inputs[0], inputs[1]),
            inputs => network.Fusion.Code(inputs[0], inputs[1]));
    }
}
