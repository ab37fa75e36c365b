using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class RankingLossTests
{
    private static readonly float[] Time = [5, 3, 3, 8, 3, 1, 5, 5, 9];
    private static readonly bool[] Observed = [true, true, false, true, true, false, true, true, false];

    [Fact]
    public void The_loss_is_what_the_definition_gives_and_bounds_the_wrongly_ordered_pairs()
    {
        using var scope = NewDisposeScope();
        var risks = new Numbers(1).NormalDouble(Time.Length).Times(2);
        var values = risks.Doubles();
        var pairs = (from i in Enumerable.Range(0, Time.Length)
                     from j in Enumerable.Range(0, Time.Length)
                     where Observed[i] && (Time[i] < Time[j] || (Time[i] == Time[j] && !Observed[j]))
                     select values[i] - values[j]).ToArray();
        var loss = RankingLoss.Of(risks, Time, Observed).item<double>();
        Assert.Equal(pairs.Average(difference => Math.Log2(1 + Math.Exp(-difference))), loss, 1e-12);
        Assert.True(loss >= pairs.Count(difference => difference < 0) / (double)pairs.Length);
        GradientCheck.Agrees(() => RankingLoss.Of(risks, Time, Observed), new Dictionary<string, Tensor> { ["risks"] = risks });
    }

    [Fact]
    public void Nobody_to_compare_costs_nothing_and_one_patient_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(0, RankingLoss.Of(ones(2), [1, 2], [false, true]).item<float>());
        Assert.Throws<ArgumentException>(() => RankingLoss.Of(ones(1), [1], [true]));
        Assert.Throws<ArgumentException>(() => RankingLoss.Of(ones(2), [1], [true]));
    }
}
