using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class CoxLossTests
{
    private static readonly float[] Time = [5, 3, 3, 8, 3, 1, 5, 5, 9];
    private static readonly bool[] Observed = [true, true, false, true, true, false, true, true, false];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_loss_is_what_the_definition_gives_with_heavy_ties(bool efron)
    {
        using var scope = NewDisposeScope();
        var logHazards = new Numbers(1).NormalDouble(Time.Length).Times(2);
        var loss = efron ? CoxLoss.Efron(logHazards, Time, Observed) : CoxLoss.Breslow(logHazards, Time, Observed);
        Assert.Equal(ByHand(logHazards.Doubles(), efron), loss.item<double>(), 1e-12);
    }

    [Fact]
    public void Gradients_agree_with_finite_differences()
    {
        using var scope = NewDisposeScope();
        var logHazards = new Numbers(2).NormalDouble(Time.Length);
        var variables = new Dictionary<string, Tensor> { ["log hazards"] = logHazards };
        GradientCheck.Agrees(() => CoxLoss.Efron(logHazards, Time, Observed), variables);
        GradientCheck.Agrees(() => CoxLoss.Breslow(logHazards, Time, Observed), variables);
    }

    [Fact]
    public void Neither_order_nor_a_common_constant_nor_size_matters()
    {
        using var scope = NewDisposeScope();
        var logHazards = new Numbers(3).NormalDouble(Time.Length);
        var expected = CoxLoss.Efron(logHazards, Time, Observed).item<double>();
        int[] order = [.. Enumerable.Range(0, Time.Length).Reverse()];
        var turned = CoxLoss.Efron(logHazards.flip(0), [.. order.Select(i => Time[i])], [.. order.Select(i => Observed[i])]);
        Assert.Equal(expected, turned.item<double>(), 1e-12);
        Assert.Equal(expected, CoxLoss.Efron(logHazards.Plus(700), Time, Observed).item<double>(), 1e-9);
        Assert.True(double.IsFinite(CoxLoss.Efron(logHazards.Times(1000), Time, Observed).item<double>()));
    }

    [Fact]
    public void Without_a_death_loss_and_gradient_are_zero()
    {
        using var scope = NewDisposeScope();
        var logHazards = new Numbers(4).NormalDouble(3).requires_grad_(true);
        var loss = CoxLoss.Efron(logHazards, [1, 2, 3], [false, false, false]);
        Assert.Equal(0, loss.item<double>());
        Assert.All(Gradients.Of(loss, [logHazards])[0].Doubles(), value => Assert.Equal(0, value));
    }

    [Fact]
    public void A_batch_of_one_is_refused_and_told_what_to_do()
    {
        using var one = zeros(1);
        var error = Assert.Throws<ArgumentException>(() => CoxLoss.Efron(one, [1], [true]));
        Assert.Contains("at least 2", error.Message, StringComparison.Ordinal);
        using var two = zeros(2);
        Assert.Throws<ArgumentException>(() => CoxLoss.Efron(two, [1], [true]));
        Assert.Throws<ArgumentException>(() => CoxLoss.Efron(two, [1, float.NaN], [true, true]));
    }

    // Every event sums its own risk set.
    private static double ByHand(double[] eta, bool efron)
    {
        double sum = 0;
        int[] deaths = [.. Enumerable.Range(0, Time.Length).Where(i => Observed[i])];
        foreach (var group in deaths.GroupBy(i => Time[i]))
        {
            var atRisk = Enumerable.Range(0, Time.Length).Where(j => Time[j] >= group.Key).Sum(j => Math.Exp(eta[j]));
            var tied = group.Sum(i => Math.Exp(eta[i]));
            foreach (var (i, m) in group.Select((i, m) => (i, m)))
                sum += Math.Log(atRisk - (efron ? tied * m / group.Count() : 0)) - eta[i];
        }
        return sum / deaths.Length;
    }
}
