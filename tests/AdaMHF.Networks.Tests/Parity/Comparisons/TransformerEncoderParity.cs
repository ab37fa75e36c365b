namespace AdaMHF.Networks.Tests;

internal static class TransformerEncoderParity
{
    public static void Compare(ParityFixture fixture)
    {
        using var random = new RandomSource(0);
        var keys = Keys(fixture.Size("layers"));
        var encoder = BlockComparison.Filled(
            fixture,
            TorchSharp.torch.nn.Sequential(Enumerable.Range(0, fixture.Size("layers")).Select(
                _ => new TransformerEncoderLayer(fixture.Size("d_model"), fixture.Size("nhead"), fixture.Size("dim_feedforward"), 0.25, random))),
            keys);
        BlockComparison.Compare(fixture, ["x"], inputs => encoder.call(inputs[0].squeeze(1)).unsqueeze(1), encoder, keys);
    }

    /// <summary>Keys of a stack of layers, whose place in ours is its name.</summary>
    public static Dictionary<string, string> Keys(int layers)
    {
        var keys = new Dictionary<string, string>();
        for (var layer = 0; layer < layers; layer++)
        {
            keys.AddUnder($"layers.{layer}.self_attn.", $"{layer}.attention.", CoAttentionParity.Keys);
            keys.AddUnder($"layers.{layer}.", $"{layer}.", BlockComparison.WeightsAndBiases(new[] { "linear1", "linear2", "norm1", "norm2" }.ToDictionary(name => name)));
        }
        return keys;
    }
}
