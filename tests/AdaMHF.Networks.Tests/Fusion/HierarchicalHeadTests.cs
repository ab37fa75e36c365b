using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class HierarchicalHeadTests
{
    private static readonly int Width = Tiny.Configuration.TokenWidth;

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Logits_come_from_the_global_branch_plus_the_rate_times_the_local_one(bool hasPathology, bool hasGenomics)
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(1);
        using var head = new Numbers(1).Shaken(() => new HierarchicalHead(Tiny.Configuration with { LocalRate = 0.7 }, random));
        head.eval();
        var (pathology, genomics) = (hasPathology ? Summary(2) : null, hasGenomics ? Summary(5) : null);

        var (logits, weights) = head.call(pathology, genomics);

        var (classP, classG) = (Mean(pathology), Mean(genomics));
        TensorAssert.Identical(head.Child<ModalityGate>("gate").call(classP, classG), weights);
        var none = zeros(1, Width);
        var pair = cat([(classP ?? none) * weights[0], (classG ?? none) * weights[1]], 1);
        var overall = head.Child<Linear>("global2").call(nn.functional.relu(head.Child<Linear>("global1").call(pair)));
        var local = head.Child<LowRankFusion>("local").call((pathology?.Pooled ?? none) * weights[0], (genomics?.Pooled ?? none) * weights[1]);
        TensorAssert.Close(head.Child<Linear>("hazards").call(overall + (0.7 * local)).squeeze(0), logits, 1e-6);
    }

    private static ModalitySummary Summary(int seed)
    {
        var numbers = new Numbers(seed);
        return new(numbers.Normal(1, Width), numbers.Normal(1, Width), numbers.Normal(1, Width));
    }

    private static Tensor? Mean(ModalitySummary? summary) => summary is null ? null : 0.5 * (summary.SegregationClass + summary.IntegrationClass);
}
