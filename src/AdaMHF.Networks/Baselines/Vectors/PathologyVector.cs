using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>One vector per bag: gated attention pooling and a narrowing layer, or the mean of patches that already are vectors.</summary>
internal sealed class PathologyVector : Module<TokenBatch, Tensor>
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

    /// <summary>Maps n bags to [n, vector width].</summary>
    public override Tensor forward(TokenBatch patches)
    {
        ArgumentNullException.ThrowIfNull(patches);
        return pool is null ? patches.Mean() : narrow!.call(pool.Run(patches).Pooled.squeeze(1));
    }
}
