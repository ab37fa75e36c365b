using AdaMHF.Testing;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

internal static class McatParity
{
    public static void Compare(ParityFixture fixture)
    {
        var configuration = Configured(fixture, new McatConfiguration());
        var keys = TrunkKeys(configuration);
        keys.AddUnder("coattn.", "co_attention.", CoAttentionParity.Keys);
        using var network = McatNetwork.Create(configuration, seed: 0);
        NetworkComparison.Compare(
            fixture, network, keys, patient => LogitsAndMaps(network.Explain(patient)), maps => ExpectMaps(fixture, maps));
    }

    /// <summary>Three steps of Adam, each from the gradients of three patients, with an L1 penalty on the genomic networks.</summary>
    public static void CompareTraining(ParityFixture fixture)
    {
        Assert.Equal("sig_networks", fixture.Text("l1_on"));
        using var network = McatNetwork.Create(
            new McatConfiguration
            {
                PatchWidth = fixture.Size("input_dim"),
                GenomicGroupSizes = fixture.Sizes("omic_sizes"),
                TokenWidth = fixture.Size("width"),
                PerceptronWidth = (int)fixture.ShapeOf("weight.path_transformer.layers.0.linear1.weight")[0],
            },
            seed: 0);
        var keys = TrunkKeys(network.Configuration);
        keys.AddUnder("coattn.", "co_attention.", CoAttentionParity.Keys);
        var genes = network.named_modules().Single(module => module.name.EndsWith("genomic_embedding", StringComparison.Ordinal)).module;
        using var held = new HeldFinalizers();
        using var optimizer = optim.Adam(network.parameters(), fixture.Number("lr"), weight_decay: fixture.Number("weight_decay"));
        TrainingComparison.Compare(
            fixture, network, keys, optimizer, () => L1Penalty.Of(genes).Times(fixture.Number("l1_lambda")));
    }

    public static T Configured<T>(ParityFixture fixture, T configuration) where T : GeneGuidedConfiguration => configuration with
    {
        PatchWidth = fixture.Size("input_dim"),
        GenomicGroupSizes = fixture.Sizes("omic_sizes"),
        TokenWidth = fixture.Size("width"),
        AttentionHeads = fixture.Size("heads"),
        PerceptronWidth = fixture.Size("ff"),
        Fusion = fixture.Text("fusion") == "bilinear" ? VectorFusion.Bilinear : VectorFusion.Concatenation,
    };

    public static Dictionary<string, string> TrunkKeys(GeneGuidedConfiguration configuration)
    {
        var keys = new Dictionary<string, string>();
        keys.AddLayers(("wsi_net.0", "trunk.patch_embedding.0"), ("classifier", "trunk.hazards"));
        keys.AddGroups("sig_networks", "trunk.genomic_embedding", configuration.GenomicGroupSizes.Count, blocks: 2);
        foreach (var (theirs, ours) in new[] { ("path", "trunk.pathology_branch."), ("omic", "trunk.genomic_branch.") })
        {
            keys.AddUnder($"{theirs}_transformer.", $"{ours}layers.", TransformerEncoderParity.Keys(configuration.TransformerLayers));
            keys.AddUnder(
                $"{theirs}_attention_head.", $"{ours}pool.scorer.", BlockComparison.WeightsAndBiases(AttentionScorerParity.Parts));
            keys.AddLayers(($"{theirs}_rho.0", $"{ours}refine.0"));
        }
        if (configuration.Fusion == VectorFusion.Bilinear)
            keys.AddUnder("mm.", "trunk.fusion.", BlockComparison.WeightsAndBiases(GatedBilinearFusionParity.Layers));
        else keys.AddLayers(("mm.0", "trunk.fusion.linear1"), ("mm.2", "trunk.fusion.linear2"));
        return keys;
    }

    public static (Tensor Logits, CoAttentionMaps Maps) LogitsAndMaps(
        (SurvivalOutput Output, CoAttentionMaps Maps) explained) =>
        (explained.Output.Logits, explained.Maps);

    public static void ExpectMaps(ParityFixture fixture, CoAttentionMaps maps)
    {
        fixture.Expect("output.A_coattn", maps.Patches.unsqueeze(0).unsqueeze(0));
        fixture.Expect("output.A_path", maps.PathologyTokens.unsqueeze(0));
        fixture.Expect("output.A_omic", maps.GenomicTokens.unsqueeze(0));
    }
}
