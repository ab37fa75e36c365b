using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks.Tests;

internal static class TransLayerParity
{
    public static void Compare(ParityFixture fixture)
    {
        using var random = new RandomSource(0);
        var keys = new Dictionary<string, string> { ["norm.weight"] = "norm.weight", ["norm.bias"] = "norm.bias" };
        foreach (var (theirs, ours) in NystromParity.Keys(hasConvolution: true)) keys[$"attn.{theirs}"] = $"attention.{ours}";
        var module = BlockComparison.Filled(fixture, new TransLayer(fixture, random), keys);
        BlockComparison.Compare(fixture, ["x"], inputs => module.call(inputs[0]), module, keys);
    }

    // Our stages write this composition out; the lineage has a module for it.
    private sealed class TransLayer : Module<Tensor, Tensor>
    {
#pragma warning disable IDE1006, CA2213 // TorchSharp takes field names as keys and disposes registered modules.
        private readonly LayerNorm norm;
        private readonly NystromAttention attention;
#pragma warning restore IDE1006, CA2213

        public TransLayer(ParityFixture fixture, RandomSource random) : base(nameof(TransLayer))
        {
            norm = LayerNorm(fixture.Size("dim"));
            attention = NystromParity.Create(fixture, random);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => input + attention.call(norm.call(input));
    }
}
