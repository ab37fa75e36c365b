using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>One vector per bag: gated attention pooling and a narrowing layer, or the mean of patches that already are vectors.</summary>
internal sealed class PathologyVector : Module<Tensor, Tensor>
{
    private readonly AttentionPool? pool;
    private readonly Sequential? narrow;

    public PathologyVector(VectorSystemConfiguration c, RandomSource random) : base(nameof(PathologyVector))
    {
        if (!c.TakesVectors)
        {
            pool = new AttentionPool(c.PatchWidth, c.AttentionWidth, c.AttentionDropout, random);
            narrow = ReluLayer.Create(c.PatchWidth, c.VectorWidth, dropoutProbability: 0, random);
        }
        RegisterComponents();
    }

    /// <summary>Maps patches [n, patch width] to [1, vector width].</summary>
    public override Tensor forward(Tensor patches) =>
        pool is null ? patches.mean([0], keepdim: true) : narrow!.call(pool.call(patches).Pooled);
}
