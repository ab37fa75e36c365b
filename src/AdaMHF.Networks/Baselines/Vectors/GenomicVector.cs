using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>One vector for several genomic groups: their concatenation and, unless they already are a vector, a narrowing layer.</summary>
internal sealed class GenomicVector : Module<IReadOnlyList<Tensor>, Tensor>
{
    private readonly Sequential? narrow;
    private readonly int[] groups;

    public GenomicVector(VectorSystemConfiguration c, IEnumerable<int> groups, RandomSource random) : base(nameof(GenomicVector))
    {
        this.groups = [.. groups];
        var genes = this.groups.Sum(group => c.GenomicGroupSizes[group]);
        narrow = c.TakesVectors ? null : ReluLayer.Create(genes, c.VectorWidth, dropoutProbability: 0, random);
        RegisterComponents();
    }

    /// <summary>Maps the matrices [n, genes] of all groups to [n, vector width].</summary>
    public override Tensor forward(IReadOnlyList<Tensor> profiles)
    {
        var genes = cat([.. groups.Select(group => profiles[group])], 1);
        return narrow?.call(genes) ?? genes;
    }
}
