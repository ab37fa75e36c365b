namespace AdaMHF.Networks.Tests;

internal static class TransLayerParity
{
    public static IReadOnlyDictionary<string, string> Keys { get; } = NystromParity.Keys(hasConvolution: true)
        .Select(pair => (Theirs: $"attn.{pair.Key}", Ours: $"attention.{pair.Value}"))
        .Append(("norm.weight", "norm.weight"))
        .Append(("norm.bias", "norm.bias"))
        .ToDictionary(pair => pair.Item1, pair => pair.Item2);

    public static void Compare(ParityFixture fixture)
    {
        using var random = new RandomSource(0);
        var layer = BlockComparison.Filled(fixture, new AttentionLayer(fixture.Size("dim"), NystromParity.Options(fixture), random), Keys);
        BlockComparison.Compare(fixture, ["x"], inputs => layer.call(inputs[0]), layer, Keys);
    }
}
