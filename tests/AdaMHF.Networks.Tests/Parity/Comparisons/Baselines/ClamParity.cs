using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

internal static class ClamParity
{
    public static void CompareSingle(ParityFixture fixture) => Compare(fixture, ClamBranches.Single);

    public static void CompareMultiple(ParityFixture fixture) => Compare(fixture, ClamBranches.Multiple);

    private static void Compare(ParityFixture fixture, ClamBranches branches)
    {
        var (sizes, classes) = (fixture.Sizes("sizes"), fixture.Size("n_classes"));
        using var network = ClamNetwork.Create(
            new ClamConfiguration
            {
                Branches = branches,
                PatchWidth = sizes[0],
                TokenWidth = sizes[1],
                AttentionWidth = sizes[2],
                TimeBins = classes,
                InstancesPerSide = fixture.Size("k_sample"),
                OtherBinsLearn = fixture.Flag("subtyping", false),
            },
            seed: 0);
        NetworkComparison.Compare(
            fixture,
            network,
            Keys(branches, classes),
            patient => (network.Attend(TokenBatch.Single(patient.Patches!)).Logits.squeeze(0), patient.Patches!),
            patches => ExpectInstances(fixture, network, patches));
    }

    private static void ExpectInstances(ParityFixture fixture, ClamNetwork network, Tensor patches)
    {
        var (_, pooled, scoresOfAll, tokensOfAll) = network.Attend(TokenBatch.Single(patches));
        var (scores, tokens) = (scoresOfAll.squeeze(0), tokensOfAll.Of(0));
        fixture.Expect("output.A_raw", scores);
        fixture.Expect("output.features", pooled.squeeze(0));
        var instances = network.Child<InstanceClassifiers>("instances");
        var label = fixture.Size("instance_label");
        fixture.Expect("output.instance_loss", instances.call(scores, tokens, label).reshape(1));
        var rows = instances.Rows(scores, tokens, label).ToArray();
        Assert.Equal(fixture.Integers("output.inst_labels"), rows.SelectMany(row => row.Targets.data<long>().ToArray()));
        Assert.Equal(fixture.Integers("output.inst_preds"), rows.SelectMany(row => row.Logits.argmax(1).data<long>().ToArray()));
    }

    private static Dictionary<string, string> Keys(ClamBranches branches, int classes)
    {
        var keys = new Dictionary<string, string>();
        keys.AddLayers(("attention_net.0", "patch_embedding.0"));
        keys.AddUnder("attention_net.3.", "pool.scorer.", BlockComparison.WeightsAndBiases(AttentionScorerParity.Parts));
        for (var c = 0; c < classes; c++) keys.AddLayers(($"instance_classifiers.{c}", $"instances.classes.{c}"));
        if (branches == ClamBranches.Single) keys.AddLayers(("classifiers", "heads.0"));
        else for (var c = 0; c < classes; c++) keys.AddLayers(($"classifiers.{c}", $"heads.{c}"));
        return keys;
    }
}
