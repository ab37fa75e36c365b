using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class SelectionGradientTests
{
    private const int Count = 11;

    [Fact]
    public void With_the_selection_fixed_the_scorer_and_the_tokens_get_the_gradient_of_the_output()
    {
        using var scope = NewDisposeScope();
        using var selection = Selections.Create(maxTokens: 100, ratio: 0.6, alpha: 0.4);
        var tokens = Selections.Tokens(Count);
        var expected = selection.call(Selections.ClassToken, tokens);
        var (total, kept) = (expected.Tokens.shape[0], expected.Kept.data<long>().ToArray());
        Assert.True(kept.Length > 1 && total - kept.Length > 1);
        var (onTokens, onClass) = (new Numbers(4).NormalDouble(total, Selections.Width), new Numbers(5).NormalDouble(1, Selections.Width));
        var variables = new Dictionary<string, Tensor>(GradientCheck.ParametersOf(selection, IsScorer)) { ["tokens"] = tokens };
        GradientCheck.Agrees(
            () =>
            {
                var result = selection.call(Selections.ClassToken, tokens);
                Assert.Equal(kept, result.Kept.data<long>().ToArray());
                return (result.Tokens * onTokens).sum().Plus((result.ClassToken * onClass).sum());
            },
            variables);
    }

    [Fact]
    public void Both_routers_get_the_gradient_that_the_straight_through_factors_state()
    {
        using var scope = NewDisposeScope();
        using var selection = Selections.Create(maxTokens: 100);
        var (classToken, tokens) = (Selections.ClassToken, Selections.Tokens(Count));
        Tensor Alpha() => selection.Child<RatioRouter>("refiner").call(classToken);
        Tensor Ratio() => selection.Child<RatioRouter>("allocator").call(classToken);
        var (alpha, ratio) = (Alpha().detach(), Ratio().detach());
        var fixedTokens = selection.call(classToken, tokens).Tokens.detach();
        var keep = selection.call(classToken, tokens).Kept.numel();
        var pools = fixedTokens.shape[0] - keep;
        Assert.True(keep > 0 && pools > 0);
        var direction = new Numbers(4).NormalDouble(fixedTokens.shape);

        // Value one at the present ratios, derivative that of alpha for the kept, of 1 - alpha for the pooled, of the ratio for all.
        Tensor Stated()
        {
            var products = (fixedTokens * direction).sum(1);
            var keptPart = products.narrow(0, 0, keep).sum() * (Alpha().Plus(1) - alpha);
            var pooledPart = products.narrow(0, keep, pools).sum() * Alpha().From(1).Plus(alpha);
            return keptPart.Plus(pooledPart) * (Ratio().Plus(1) - ratio);
        }
        GradientCheck.Agrees(
            () => (selection.call(classToken, tokens).Tokens * direction).sum(),
            Stated,
            GradientCheck.ParametersOf(selection, name => !IsScorer(name)));
    }

    [Fact]
    public void Scorer_and_routers_learn_from_the_class_token_and_the_tokens_of_a_single_patch()
    {
        using var scope = NewDisposeScope();
        using var selection = Selections.Create(maxTokens: 4);
        var result = selection.call(Selections.ClassToken, Selections.Tokens(1));
        result.Tokens.sum().Plus(result.ClassToken.sum()).backward();
        Assert.All(selection.named_parameters(), entry => Assert.True(entry.parameter.grad!.isfinite().all().item<bool>(), entry.name));
    }

    private static bool IsScorer(string name) =>
        !name.StartsWith("allocator.", StringComparison.Ordinal) && !name.StartsWith("refiner.", StringComparison.Ordinal);
}
