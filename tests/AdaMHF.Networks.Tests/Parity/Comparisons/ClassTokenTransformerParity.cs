namespace AdaMHF.Networks.Tests;

internal static class ClassTokenTransformerParity
{
    public static void CompareOnGrid(ParityFixture fixture) => Compare(fixture, onGrid: true);

    public static void ComparePlain(ParityFixture fixture) => Compare(fixture, onGrid: false);

    private static void Compare(ParityFixture fixture, bool onGrid)
    {
        using var random = new RandomSource(0);
        var keys = Keys(onGrid);
        var width = fixture.Size("feature_dim");
        var options = new NystromOptions(8, width / 8, width / 2) { AlwaysApproximate = true };
        var encoder = BlockComparison.Filled(fixture, new ClassTokenTransformer(width, options, onGrid, 1e-6, random), keys);
        fixture.Expect("output.tokens", encoder.call(fixture.Tensor("input.x").squeeze(0)).Tokens.unsqueeze(0));
        BlockComparison.Compare(fixture, ["x"], inputs => encoder.call(inputs[0].squeeze(0)).ClassToken, encoder, keys);
    }

    public static Dictionary<string, string> Keys(bool onGrid)
    {
        var keys = new Dictionary<string, string>
        {
            ["cls_token"] = "class_token",
            ["norm.weight"] = "norm.weight",
            ["norm.bias"] = "norm.bias",
        };
        foreach (var layer in new[] { "layer1.", "layer2." }) keys.AddUnder(layer, layer, TransLayerParity.Keys);
        if (onGrid) keys.AddUnder("pos_layer.", "position.", BlockComparison.WeightsAndBiases(PyramidPositionalEncodingParity.Layers));
        return keys;
    }
}
