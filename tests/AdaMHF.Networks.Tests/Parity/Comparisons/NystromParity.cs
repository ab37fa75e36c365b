namespace AdaMHF.Networks.Tests;

internal static class NystromParity
{
    public static void Compare(ParityFixture fixture)
    {
        using var random = new RandomSource(0);
        var keys = Keys(hasConvolution: fixture.Flag("residual", true));
        var module = BlockComparison.Filled(fixture, new NystromAttention(fixture.Size("dim"), Options(fixture), random), keys);
        // The whole attention matrix, tokens x tokens, is never formed on our side.
        fixture.Ignore("output.attn");
        BlockComparison.Compare(fixture, ["x"], inputs => module.call(inputs[0]), module, keys);
    }

    public static NystromOptions Options(ParityFixture fixture) => new(
        fixture.Size("heads"), fixture.Size("dim_head"), fixture.Size("num_landmarks"))
    {
        PseudoInverseIterations = fixture.Size("pinv_iterations", 6),
        ValueKernel = fixture.Flag("residual", true) ? fixture.Size("residual_conv_kernel", 33) : 0,
        AlwaysApproximate = true,
    };

    public static Dictionary<string, string> Keys(bool hasConvolution)
    {
        var keys = new Dictionary<string, string>
        {
            ["to_qkv.weight"] = "projection.weight",
            ["to_out.0.weight"] = "output.weight",
            ["to_out.0.bias"] = "output.bias",
        };
        if (hasConvolution) keys["res_conv.weight"] = "convolution.weight";
        return keys;
    }
}
