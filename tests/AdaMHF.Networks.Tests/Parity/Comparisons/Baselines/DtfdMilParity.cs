using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

internal static class DtfdMilParity
{
    private static readonly Dictionary<string, string> Scorer = new()
    {
        ["attention_V.0"] = "content",
        ["attention_U.0"] = "gate",
        ["attention_weights"] = "scores",
    };

    public static void Compare(ParityFixture fixture)
    {
        var keys = new Dictionary<string, string> { ["dimReduction.fc1.weight"] = "reduction.weight" };
        keys.AddLayers(("classifier.fc", "group_head"), ("attCls.classifier.fc", "head"));
        keys.AddUnder("attention.", "group_pool.scorer.", BlockComparison.WeightsAndBiases(Scorer));
        keys.AddUnder("attCls.attention.", "bag_pool.scorer.", BlockComparison.WeightsAndBiases(Scorer));
        using var network = DtfdMilNetwork.Create(
            new DtfdMilConfiguration
            {
                PatchWidth = fixture.Size("input_dim"),
                TokenWidth = fixture.Size("mDim"),
                AttentionWidth = fixture.Size("D"),
                Groups = fixture.Size("groups"),
                InstancesPerGroup = fixture.Size("instances_per_group"),
                Distillation = fixture.Text("distill") switch
                {
                    "AFS" => DtfdDistillation.Aggregate,
                    "MaxS" => DtfdDistillation.Highest,
                    _ => DtfdDistillation.HighestAndLowest,
                },
                Ranking = DtfdRanking.LastClass,
            },
            seed: 0);
        var shuffled = tensor(fixture.Integers("input.permutation"));
        NetworkComparison.Compare(
            fixture,
            network,
            keys,
            patient =>
            {
                var groups = new DtfdGroups([(int)shuffled.shape[0]], network.Configuration.Groups);
                var (logits, groupLogits, distilled) = network.Tiers(patient.Patches!.unsqueeze(0), shuffled, groups);
                return (logits.squeeze(0), (groups: groupLogits, distilled: distilled.Of(0)));
            },
            tiers =>
            {
                fixture.Expect("output.tier1_logits", tiers.groups);
                fixture.Expect("output.pseudo_features", tiers.distilled);
            });
    }
}
