using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class CombinedLossTests
{
    private static readonly float[] Time = [5, 3, 3, 8, 3, 1, 5, 9];
    private static readonly bool[] Observed = [true, true, false, true, true, false, true, false];
    private static readonly int[] Bins = [2, 1, 1, 3, 1, 0, 2, 3];

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(1.0)]
    public void It_is_the_weighted_sum_of_both_losses_by_definition_and_its_gradient_theirs(double weight)
    {
        using var scope = NewDisposeScope();
        var logits = new Numbers(1).NormalDouble(Time.Length, 4);
        Assert.Equal(ByHand(logits.Doubles(), weight), Loss(logits, weight).item<double>(), 1e-12);
        GradientCheck.Agrees(
            () => Loss(logits, weight),
            () => tensor(ByHand(logits.Doubles(), weight)),
            new Dictionary<string, Tensor> { ["logits"] = logits });
    }

    [Fact]
    public void Cox_sees_what_shifts_all_hazards_of_a_patient_as_its_log_hazard()
    {
        using var scope = NewDisposeScope();
        // Proportional odds: one baseline, and one shift for each patient.
        var shift = new Numbers(2).NormalDouble(Time.Length);
        var logits = shift.unsqueeze(1).Plus(new Numbers(3).NormalDouble(1, 4));
        Assert.Equal(CoxLoss.Efron(shift, Time, Observed).item<double>(), Loss(logits, 1).item<double>(), 1e-12);
    }

    [Fact]
    public void Without_a_death_the_hazards_alone_are_learned()
    {
        using var scope = NewDisposeScope();
        var logits = new Numbers(4).NormalDouble(2, 4).requires_grad_(true);
        var losses = DiscreteSurvivalBatchLoss.NegativeLogLikelihood(logits, [1, 2], [false, false]);
        var loss = CombinedLoss.Of(losses, logits, [1, 2], [false, false], weight: 0.4);
        var (expected, found) = (Gradients.Of(losses.mean().Times(0.6), [logits])[0], Gradients.Of(loss, [logits])[0]);
        TensorAssert.Close(expected, found, 1e-12);
    }

    private static Tensor Loss(Tensor logits, double weight) => CombinedLoss.Of(
        DiscreteSurvivalBatchLoss.NegativeLogLikelihood(logits, Bins, Observed), logits, Time, Observed, weight);

    private static double ByHand(double[] values, double weight)
    {
        double[][] logits = [.. values.Chunk(4)];
        double Hazard(int patient, int bin) => 1 / (1 + Math.Exp(-logits[patient][bin]));
        double likelihood = 0, cox = 0;
        for (var i = 0; i < Time.Length; i++)
        {
            for (var bin = 0; bin < Bins[i] + (Observed[i] ? 0 : 1); bin++) likelihood -= Math.Log(1 - Hazard(i, bin));
            if (Observed[i]) likelihood -= Math.Log(Hazard(i, Bins[i]));
        }
        int[] deaths = [.. Enumerable.Range(0, Time.Length).Where(i => Observed[i])];
        foreach (var tied in deaths.GroupBy(i => Time[i]))
        {
            var atRisk = Enumerable.Range(0, Time.Length).Where(j => Time[j] >= tied.Key).Sum(j => Math.Exp(logits[j].Average()));
            var dying = tied.Sum(i => Math.Exp(logits[i].Average()));
            foreach (var (i, m) in tied.Select((i, m) => (i, m)))
                cox += Math.Log(atRisk - (dying * m / tied.Count())) - logits[i].Average();
        }
        return ((1 - weight) * likelihood / Time.Length) + (weight * cox / deaths.Length);
    }
}
