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

        var classP = Mean(pathology, head.Child<LayerNorm>("pathology_norm"));
        var classG = Mean(genomics, head.Child<LayerNorm>("genomic_norm"));
        TensorAssert.Identical(head.Child<ModalityGate>("gate").call(classP, classG), weights!);
        var none = zeros(1, Width);
        var scales = hasPathology && hasGenomics ? weights!.Times(2) : weights!;
        var hidden = zeros(1, Width);
        if (classP is not null) hidden = hidden.Plus(nn.functional.relu(head.Child<Linear>("pathology_global").call(classP * scales[0])));
        if (classG is not null) hidden = hidden.Plus(nn.functional.relu(head.Child<Linear>("genomic_global").call(classG * scales[1])));
        var overall = head.Child<Linear>("global").call(hidden);
        var (pooledP, pooledG) = ((pathology?.Pooled ?? none) * scales[0], (genomics?.Pooled ?? none) * scales[1]);
        var local = head.Child<LowRankFusion>("local").call(pooledP, pooledG);
        TensorAssert.Close(head.Child<Linear>("hazards").call(overall.Plus(local.Times(0.7))).squeeze(0), logits, 1e-6);
    }

    private static ModalitySummary Summary(int seed)
    {
        var numbers = new Numbers(seed);
        return new(numbers.Normal(1, Width), numbers.Normal(1, Width), numbers.Normal(1, Width));
    }

    [Fact]
    public void The_magnitude_of_a_class_token_gives_its_modality_no_more_weight()
    {
        using var scope = NewDisposeScope();
        using var random = new RandomSource(1);
        using var head = new Numbers(1).Shaken(() => new HierarchicalHead(Tiny.Configuration with { LocalRate = 0 }, random));
        head.eval();
        var (pathology, genomics) = (Summary(2), Summary(5));
        var scaled = genomics with
        {
            SegregationClass = genomics.SegregationClass.Times(1000),
            IntegrationClass = genomics.IntegrationClass.Times(1000),
        };
        TensorAssert.Close(head.call(pathology, genomics).Logits, head.call(pathology, scaled).Logits, 1e-3);
    }

    private static Tensor? Mean(ModalitySummary? summary, LayerNorm norm) =>
        summary is null ? null : norm.call(summary.SegregationClass.Plus(summary.IntegrationClass).Times(0.5));
}
