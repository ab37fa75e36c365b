namespace AdaMHF.Networks.Tests;

internal static class TransformerEncoderParity
{
    public static void Compare(ParityFixture fixture)
    {
        using var random = new RandomSource(0);
        var keys = Keys(fixture.Size("layers"));
        var (width, heads, hidden) = (fixture.Size("d_model"), fixture.Size("nhead"), fixture.Size("dim_feedforward"));
        var layers = Enumerable.Range(0, fixture.Size("layers"))
            .Select(_ => new TransformerEncoderLayer(width, heads, hidden, 0.25, random));
        var encoder = BlockComparison.Filled(fixture, TorchSharp.torch.nn.Sequential(layers), keys);
        BlockComparison.Compare(fixture, ["x"], inputs => encoder.call(inputs[0].squeeze(1)).unsqueeze(1), encoder, keys);
    }

    /// <summary>Keys of a stack of layers, whose place in ours is its name.</summary>
    public static Dictionary<string, string> Keys(int layers)
    {
        string[] parts = ["linear1", "linear2", "norm1", "norm2"];
        var keys = new Dictionary<string, string>();
        for (var layer = 0; layer < layers; layer++)
        {
            keys.AddUnder($"layers.{layer}.self_attn.", $"{layer}.attention.", CoAttentionParity.Keys);
            keys.AddUnder($"layers.{layer}.", $"{layer}.", BlockComparison.WeightsAndBiases(parts.ToDictionary(name => name)));
        }
        return keys;
    }
}
