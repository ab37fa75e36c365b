using AdaMHF.Testing;

namespace AdaMHF.Networks.Tests;

internal static class CmtaParity
{
    public static void Compare(ParityFixture fixture)
    {
        Assert.Equal("concat", fixture.Text("fusion"));
        using var network = Create(fixture, alignmentWeight: 1);
        NetworkComparison.Compare(
            fixture,
            network,
            Keys(network.Configuration),
            patient =>
            {
                var (logits, pathology, genomics) = network.Run(BatchTensors.Of(patient));
                return (logits.squeeze(0), (pathology, genomics));
            },
            ((TranslatedModality Pathology, TranslatedModality Genomics) tokens) =>
            {
                foreach (var (name, modality) in new[] { ("P", tokens.Pathology), ("G", tokens.Genomics) })
                {
                    fixture.Expect($"output.{name}", modality.Encoded);
                    fixture.Expect($"output.{name}_hat", modality.Translated);
                }
            });
    }

    public static void CompareTraining(ParityFixture fixture)
    {
        using var network = Create(fixture, fixture.Number("alignment_weight"));
        using var held = new HeldFinalizers();
        using var optimizer = TorchSharp.torch.optim.SGD(
            network.parameters(), fixture.Number("lr"), fixture.Number("momentum"), weight_decay: fixture.Number("weight_decay"));
        TrainingComparison.Compare(fixture, network, Keys(network.Configuration), optimizer);
    }

    private static CmtaNetwork Create(ParityFixture fixture, double alignmentWeight)
    {
        var configuration = new CmtaConfiguration
        {
            PatchWidth = fixture.Size("input_dim"),
            PatchHiddenWidth = fixture.Size("width"),
            GenomicGroupSizes = fixture.Sizes("omic_sizes"),
            GenomicHiddenWidths = [fixture.Size("snn_hidden")],
            TokenWidth = fixture.Size("width"),
            AlignmentWeight = alignmentWeight,
        };
        Assert.Equal(fixture.Size("num_landmarks"), configuration.TokenWidth / 2);
        return CmtaNetwork.Create(configuration, seed: 0);
    }

    private static Dictionary<string, string> Keys(CmtaConfiguration configuration)
    {
        var keys = new Dictionary<string, string>();
        keys.AddLayers(
            ("pathomics_fc.0", "patch_embedding.0.0"),
            ("pathomics_fc.3", "patch_embedding.1.0"),
            ("mm.0", "fusion.linear1"),
            ("mm.2", "fusion.linear2"),
            ("classifier", "hazards"));
        var blocks = 1 + configuration.GenomicHiddenWidths.Count;
        keys.AddGroups("genomics_fc", "genomic_embedding", configuration.GenomicGroupSizes.Count, blocks);
        foreach (var part in new[] { "encoder", "decoder" })
        {
            keys.AddUnder($"pathomics_{part}.", $"pathology_{part}.", ClassTokenTransformerParity.Keys(onGrid: true));
            keys.AddUnder($"genomics_{part}.", $"genomic_{part}.", ClassTokenTransformerParity.Keys(onGrid: false));
        }
        keys.AddUnder("P_in_G_Att.", "pathology_attention.", CoAttentionParity.Keys);
        keys.AddUnder("G_in_P_Att.", "genomic_attention.", CoAttentionParity.Keys);
        return keys;
    }
}
