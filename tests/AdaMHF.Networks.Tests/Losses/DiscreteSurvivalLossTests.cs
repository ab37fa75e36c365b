using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class DiscreteSurvivalLossTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(7)]
    public void The_loss_is_what_the_definition_gives(int bins)
    {
        using var scope = NewDisposeScope();
        var logits = new Numbers(bins).NormalDouble(bins).Times(3);
        foreach (var observed in (bool[])[true, false])
        {
            foreach (var alpha in (double[])[0, 0.15, 1])
            {
                for (var bin = 0; bin < bins; bin++)
                {
                    var actual = DiscreteSurvivalLoss.NegativeLogLikelihood(logits, bin, observed, alpha).item<double>();
                    Assert.Equal(ByHand(logits.Doubles(), bin, observed, alpha), actual, 1e-12);
                }
            }
        }
    }

    [Fact]
    public void Gradients_agree_with_finite_differences()
    {
        using var scope = NewDisposeScope();
        var logits = new Numbers(1).NormalDouble(4);
        foreach (var observed in (bool[])[true, false])
        {
            for (var bin = 0; bin < 4; bin++)
            {
                var at = bin;
                GradientCheck.Agrees(
                    () => DiscreteSurvivalLoss.NegativeLogLikelihood(logits, at, observed, 0.15),
                    new Dictionary<string, Tensor> { ["logits"] = logits });
            }
        }
    }

    [Fact]
    public void The_likelihoods_of_all_outcomes_sum_to_one()
    {
        using var scope = NewDisposeScope();
        var logits = new Numbers(2).NormalDouble(5);
        var deaths = Enumerable.Range(0, 5)
            .Sum(bin => Math.Exp(-DiscreteSurvivalLoss.NegativeLogLikelihood(logits, bin, observed: true).item<double>()));
        var survivor = Math.Exp(-DiscreteSurvivalLoss.NegativeLogLikelihood(logits, 4, observed: false).item<double>());
        Assert.Equal(1, deaths + survivor, 1e-12);
    }

    [Fact]
    public void Saturated_hazards_give_the_finite_loss_of_the_clamp()
    {
        using var scope = NewDisposeScope();
        var logits = new[] { -200.0, 200, -17, 200 }.ToTensor();
        foreach (var observed in (bool[])[true, false])
        {
            for (var bin = 0; bin < 4; bin++)
            {
                var actual = DiscreteSurvivalLoss.NegativeLogLikelihood(logits, bin, observed).item<double>();
                Assert.Equal(ByHand(logits.Doubles(), bin, observed, alpha: 0), actual, 1e-9);
            }
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void A_bin_that_does_not_exist_is_refused(int bin)
    {
        using var logits = zeros(4);
        Assert.Throws<ArgumentOutOfRangeException>(() => DiscreteSurvivalLoss.NegativeLogLikelihood(logits, bin, observed: true));
    }

    // Zadeh and Schmid 2020 with the clamp and alpha of MCAT-derived code: (1 - alpha)(censored + uncensored) + alpha uncensored.
    private static double ByHand(double[] logits, int bin, bool observed, double alpha)
    {
        var survival = 1.0;
        var (before, hazard) = (1.0, 0.0);
        for (var k = 0; k <= bin; k++)
        {
            hazard = 1 / (1 + Math.Exp(-logits[k]));
            before = survival;
            survival *= 1 - hazard;
        }
        static double Log(double probability) => Math.Log(Math.Max(probability, 1e-7));
        var uncensored = observed ? -(Log(before) + Log(hazard)) : 0;
        var censored = observed ? 0 : -Log(survival);
        return ((1 - alpha) * (censored + uncensored)) + (alpha * uncensored);
    }
}
