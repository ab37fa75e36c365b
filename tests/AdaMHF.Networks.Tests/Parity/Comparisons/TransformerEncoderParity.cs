namespace AdaMHF.Networks.Tests;

internal static class TransformerEncoderParity
{
    public static void Compare(ParityFixture fixture)
    {
        using var random = new RandomSource(0);
        var keys = new Dictionary<string, string>();
        for (var layer = 0; layer < fixture.Size("layers"); layer++)
        {
            foreach (var (theirs, ours) in CoAttentionParity.Keys) keys[$"layers.{layer}.self_attn.{theirs}"] = $"{layer}.attention.{ours}";
            foreach (var (theirs, ours) in BlockComparison.WeightsAndBiases(new[] { "linear1", "linear2", "norm1", "norm2" }.ToDictionary(name => name)))
                keys[$"layers.{layer}.{theirs}"] = $"{layer}.{ours}";
        }
        var encoder = BlockComparison.Filled(
            fixture,
            TorchSharp.torch.nn.Sequential(Enumerable.Range(0, fixture.Size("layers")).Select(
                _ => new TransformerEncoderLayer(fixture.Size("d_model"), fixture.Size("nhead"), fixture.Size("dim_feedforward"), 0.25, random))),
            keys);
        BlockComparison.Compare(fixture, ["x"], inputs => encoder.call(inputs[0].squeeze(1)).unsqueeze(1), encoder, keys);
    }
}
