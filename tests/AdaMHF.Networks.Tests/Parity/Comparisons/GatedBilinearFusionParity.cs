namespace AdaMHF.Networks.Tests;

internal static class GatedBilinearFusionParity
{
    /// <summary>With both gates.</summary>
    public static Dictionary<string, string> Layers { get; } = new()
    {
        ["linear_h1.0"] = "first.narrow",
        ["linear_z1.0"] = "first.gate",
        ["linear_o1.0"] = "first.refine",
        ["linear_h2.0"] = "second.narrow",
        ["linear_z2.0"] = "second.gate",
        ["linear_o2.0"] = "second.refine",
        ["encoder1.0"] = "encoder1",
        ["encoder2.0"] = "encoder2",
    };

    public static void Compare(ParityFixture fixture)
    {
        using var random = new RandomSource(0);
        var gates = (First: fixture.Size("gate1", 1) == 1, Second: fixture.Size("gate2", 1) == 1);
        (bool Gated, string Layer)[] gateLayers = [(gates.First, "linear_z1.0"), (gates.Second, "linear_z2.0")];
        string[] unused = [.. gateLayers.Where(gate => !gate.Gated).Select(gate => gate.Layer)];
        var keys = BlockComparison.WeightsAndBiases(Layers.Where(layer => !unused.Contains(layer.Key)).ToDictionary());

        Assert.Equal(fixture.Size("scale_dim1"), fixture.Size("scale_dim2"));
        var fusion = new GatedBilinearFusion(
            fixture.Size("dim1"),
            fixture.Size("dim2"),
            fixture.Size("scale_dim1"),
            fixture.Size("encoder1_width"),
            fixture.Size("mmhid"),
            gates,
            skips: fixture.Size("skip", 0) == 1,
            0.25,
            random);
        BlockComparison.Filled(fixture, fusion, keys, [.. unused.SelectMany(layer => new[] { $"{layer}.weight", $"{layer}.bias" })]);
        BlockComparison.Compare(fixture, ["vec1", "vec2"], inputs => fusion.call(inputs[0], inputs[1]), fusion, keys);
    }
}
