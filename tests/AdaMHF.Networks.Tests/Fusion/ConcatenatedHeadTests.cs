using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks.Tests;

public class ConcatenatedHeadTests
{
    private static readonly int Width = Tiny.Published.TokenWidth;

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Logits_are_an_MLP_of_all_class_tokens_and_the_rate_times_the_local_branch_with_zeros_for_what_is_missing(
        bool hasPathology, bool hasGenomics)
    {
        using var scope = NewDisposeScope();
        using var head = new Numbers(1).Shaken(() => new ConcatenatedHead(Tiny.Published with { LocalRate = 0.7 }));
        var (pathology, genomics) = (hasPathology ? Summary(2) : null, hasGenomics ? Summary(5) : null);

        var (logits, weights) = head.call(pathology, genomics);

        var none = zeros(1, Width);
        Tensor[] classTokens =
        [
            pathology?.SegregationClass ?? none, genomics?.SegregationClass ?? none,
            pathology?.IntegrationClass ?? none, genomics?.IntegrationClass ?? none,
        ];
        var hidden = functional.relu(head.Child<Linear>("global1").call(cat(classTokens, 1)));
        var overall = functional.relu(head.Child<Linear>("global2").call(hidden));
        var local = head.Child<LowRankFusion>("local").call(pathology?.Pooled ?? none, genomics?.Pooled ?? none);
        TensorAssert.Close(head.Child<Linear>("hazards").call(overall.Plus(local.Times(0.7))).squeeze(0), logits, 1e-6);
        Assert.Null(weights);
    }

    [Fact]
    public void A_patient_without_any_modality_is_refused()
    {
        using var head = new ConcatenatedHead(Tiny.Published);
        Assert.Throws<ArgumentException>(() => head.call(null, null));
    }

    private static ModalitySummary Summary(int seed)
    {
        var numbers = new Numbers(seed);
        return new(numbers.Normal(1, Width), numbers.Normal(1, Width), numbers.Normal(1, Width));
    }
}
