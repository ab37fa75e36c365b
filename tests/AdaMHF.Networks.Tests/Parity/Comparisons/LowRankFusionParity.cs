namespace AdaMHF.Networks.Tests;

internal static class LowRankFusionParity
{
    // In the reference the first input, "audio", is genomics.
    private static readonly Dictionary<string, string> Keys = new()
    {
        ["audio_factor"] = "genomic_factor",
        ["video_factor"] = "pathology_factor",
        ["fusion_weights"] = "rank_weights",
        ["fusion_bias"] = "bias",
    };

    public static void Compare(ParityFixture fixture)
    {
        var widths = fixture.Sizes("input_dims");
        var fusion = new LowRankFusion(
            pathologyWidth: widths[1], genomicWidth: widths[0], fixture.Size("output_dim"), fixture.Size("rank"));
        BlockComparison.Filled(fixture, fusion, Keys);
        BlockComparison.Compare(fixture, ["pathology", "genomic"], inputs => fusion.call(inputs[0], inputs[1]), fusion, Keys);
    }
}
