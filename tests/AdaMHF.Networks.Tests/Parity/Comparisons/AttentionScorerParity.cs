namespace AdaMHF.Networks.Tests;

internal static class AttentionScorerParity
{
    private static readonly Dictionary<string, string> PlainParts = new() { ["module.0"] = "content", ["module.3"] = "scores" };

    /// <summary>Layers of the gated scorer.</summary>
    public static Dictionary<string, string> Parts { get; } = new()
    {
        ["attention_a.0"] = "content",
        ["attention_b.0"] = "gate",
        ["attention_c"] = "scores",
    };

    public static void CompareGated(ParityFixture fixture) => Compare(fixture, gated: true);

    public static void ComparePlain(ParityFixture fixture) => Compare(fixture, gated: false);

    private static void Compare(ParityFixture fixture, bool gated)
    {
        using var random = new RandomSource(0);
        var keys = BlockComparison.WeightsAndBiases(gated ? Parts : PlainParts);
        var scorer = BlockComparison.Filled(
            fixture, new AttentionScorer(fixture.Size("L"), fixture.Size("D"), fixture.Size("n_classes", 1), gated, 0.25, random), keys);
        BlockComparison.Compare(fixture, ["x"], inputs => scorer.call(inputs[0]), scorer, keys);
    }
}
