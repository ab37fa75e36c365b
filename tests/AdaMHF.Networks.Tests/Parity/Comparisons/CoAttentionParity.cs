namespace AdaMHF.Networks.Tests;

internal static class CoAttentionParity
{
    public static Dictionary<string, string> Keys { get; } = new()
    {
        ["in_proj_weight"] = "projection_weight",
        ["in_proj_bias"] = "projection_bias",
        ["out_proj.weight"] = "output.weight",
        ["out_proj.bias"] = "output.bias",
    };

    public static void Compare(ParityFixture fixture)
    {
        var attention = BlockComparison.Filled(fixture, new CoAttention(fixture.Size("embed_dim"), fixture.Size("num_heads")), Keys);
        var (query, key) = (fixture.Tensor("input.query").squeeze(1), fixture.Tensor("input.key").squeeze(1));
        fixture.Expect("output.scores", attention.call(query, key).Scores.unsqueeze(0));
        BlockComparison.Compare(
            fixture,
            ["query", "key"],
            inputs => attention.call(inputs[0].squeeze(1), inputs[1].squeeze(1)).Output.unsqueeze(1),
            attention,
            Keys);
    }
}
