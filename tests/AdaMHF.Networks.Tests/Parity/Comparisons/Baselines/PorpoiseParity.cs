namespace AdaMHF.Networks.Tests;

internal static class PorpoiseParity
{
    public static void Compare(ParityFixture fixture)
    {
        var (isBilinear, sizes) = (fixture.Text("fusion") == "bilinear", fixture.Sizes("sizes"));
        Assert.Equal(fixture.Size("omic_width"), sizes[2]);
        var configuration = new PorpoiseConfiguration
        {
            PatchWidth = sizes[0],
            PatchHiddenWidth = sizes[1],
            VectorWidth = sizes[2],
            GenomicGroupSizes = [fixture.Size("omic_input_dim")],
            Fusion = isBilinear ? VectorFusion.Bilinear : VectorFusion.Concatenation,
            GatesPathology = fixture.Size("gate_path", 0) == 1,
            GatesGenomics = fixture.Size("gate_omic", 0) == 1,
            SkipsProduct = fixture.Flag("skip", false),
        };
        var keys = new Dictionary<string, string>();
        keys.AddLayers(
            ("attention_net.1", "patch_embedding.1"), ("rho.0", "refine.0"), ("classifier_mm", "hazards"),
            ("fc_omic.0.0", "genomic_embedding.0.linear"), ("fc_omic.1.0", "genomic_embedding.1.linear"));
        keys.AddUnder("attention_net.4.", "pool.scorer.", BlockComparison.WeightsAndBiases(AttentionScorerParity.Parts));
        if (isBilinear) keys.AddUnder("mm.", "fusion.", BlockComparison.WeightsAndBiases(GatedBilinearFusionParity.Layers));
        else keys.AddLayers(("mm.0", "fusion.linear1"), ("mm.2", "fusion.linear2"));
        using var network = PorpoiseNetwork.Create(configuration, seed: 0);
        NetworkComparison.Compare(fixture, network, keys);
    }
}
