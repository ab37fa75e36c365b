using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

internal static class DeepAttnMislParity
{
    public static void Compare(ParityFixture fixture)
    {
        var (sizes, clusters) = (fixture.Sizes("sizes"), fixture.Size("num_clusters"));
        var keys = new Dictionary<string, string>();
        for (var c = 0; c < clusters; c++) keys.AddLayers(($"phis.{c}.0", $"clusters.{c}.0.0"), ($"phis.{c}.3", $"clusters.{c}.1.0"));
        keys.AddLayers(("attention_net.0", "embedding.0"), ("rho.0", "hidden.0"), ("classifier", "head"));
        keys.AddUnder("attention_net.3.", "pool.scorer.", BlockComparison.WeightsAndBiases(AttentionScorerParity.Parts));
        using var network = DeepAttnMislNetwork.Create(
            new DeepAttnMislConfiguration
            {
                PatchWidth = sizes[0],
                TokenWidth = sizes[1],
                AttentionWidth = sizes[2],
                HiddenWidth = sizes[2],
                Clusters = clusters,
            },
            seed: 0);
        var numbers = tensor(fixture.Integers("input.cluster_id"));
        int[] counts = [(int)numbers.shape[0]];
        NetworkComparison.Compare<Tensor?>(
            fixture, network, keys, patient => (network.Logits(patient.Patches!, numbers, counts).squeeze(0), null));
    }
}
