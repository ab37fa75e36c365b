using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class GateBalanceTests
{
    private const double Rate = 0.002;

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void A_gate_that_hardly_tells_patients_apart_uses_all_experts_in_evaluation(int experts)
    {
        using var scope = NewDisposeScope();
        using var balance = new GateBalance(experts, Rate);
        var patients = Undecided(experts, 3000);
        balance.Choose(patients, All(patients), () => null);

        var served = balance.Choose(Undecided(experts, 1000, seed: 2), null, () => null).CountBy(expert => expert).ToDictionary();
        Assert.Equal(experts, served.Count);
        // Balanced would be a share of 1 / experts.
        Assert.All(served.Values, count => Assert.InRange(count / 1000.0, 0.4 / experts, 1.8 / experts));

        using var untrained = new GateBalance(experts, Rate);
        Assert.Single(untrained.Choose(Undecided(experts, 1000, seed: 2), null, () => null).Distinct());
    }

    [Fact]
    public void A_gate_that_is_sure_is_not_overruled_at_once()
    {
        using var scope = NewDisposeScope();
        using var balance = new GateBalance(2, Rate);
        var sure = tensor(Enumerable.Repeat(new[] { 0.95f, 0.05f }, 100).SelectMany(row => row).ToArray(), [100, 2]);
        Assert.All(balance.Choose(sure, All(sure), () => null), expert => Assert.Equal(0, expert));
    }

    [Fact]
    public void Patients_in_one_batch_and_one_by_one_are_served_alike()
    {
        using var scope = NewDisposeScope();
        using var together = new GateBalance(4, rate: 0.05);
        using var alone = new GateBalance(4, rate: 0.05);
        var patients = Undecided(4, 60);
        var chosen = together.Choose(patients, All(patients), () => null);
        int[] oneByOne = [.. Enumerable.Range(0, 60).SelectMany(place => alone.Choose(patients.narrow(0, place, 1), [true], () => null))];
        Assert.Equal(chosen, oneByOne);
        TensorAssert.Close(together.state_dict()["bias"], alone.state_dict()["bias"], 0);
        Assert.True(chosen.Distinct().Count() > 1);
    }

    [Fact]
    public void Only_those_who_are_counted_move_the_bias_and_evaluation_does_not()
    {
        using var scope = NewDisposeScope();
        using var balance = new GateBalance(2, Rate);
        var patients = Undecided(2, 10);
        balance.Choose(patients, null, () => null);
        balance.Choose(patients, new bool[10], () => null);
        Assert.Equal([0f, 0f], balance.state_dict()["bias"].data<float>().ToArray());
        balance.Choose(patients, [true, .. new bool[9]], () => null);
        var bias = balance.state_dict()["bias"].data<float>().ToArray();
        Assert.Equal(Rate / 2, Math.Abs(bias[0]), 1e-8);
        Assert.Equal(0, bias.Sum(), 1e-8);
    }

    [Fact]
    public void Logits_are_standardised_by_the_training_patients_so_far()
    {
        using var scope = NewDisposeScope();
        using var balance = new GateBalance(2, Rate);
        var logits = new Numbers(4).Normal(30, 2).Times(3).Plus(5);
        bool[] moving = [.. Enumerable.Range(0, 30).Select(patient => patient % 3 > 0)];
        var standardised = balance.Standardise(logits, moving);
        float[] given = [.. logits.data<float>()];
        for (var expert = 0; expert < 2; expert++)
        {
            // Fewer than a hundred patients: plain averages, of which a first one of mean 0 and variance 1 is part.
            var (values, patient) = (new List<double>(), 0);
            for (; patient < 30; patient++)
            {
                if (moving[patient]) values.Add(given[(patient * 2) + expert]);
                if (values.Count == 0) continue;
                var mean = values.Sum() / (values.Count + 1);
                var variance = (1 + (mean * mean) + values.Sum(value => (value - mean) * (value - mean))) / (values.Count + 1);
                var expected = (given[(patient * 2) + expert] - mean) / Math.Sqrt(variance);
                Assert.Equal(expected, standardised[patient, expert].item<float>(), 1e-3);
            }
        }
        var inEvaluation = balance.Standardise(logits, null);
        TensorAssert.Close(inEvaluation, balance.Standardise(logits, null), 0);
        TensorAssert.Close(inEvaluation[29], standardised[29], 1e-5);
    }

    // The first expert is preferred by all, by almost the same.
    private static Tensor Undecided(int experts, int patients, int seed = 1)
    {
        var logits = new Numbers(seed).Normal(patients, experts).Times(0.02);
        logits[TensorIndex.Colon, 0] = logits[TensorIndex.Colon, 0].Plus(0.3);
        return logits.softmax(-1);
    }

    private static bool[] All(Tensor patients) => [.. Enumerable.Repeat(true, (int)patients.shape[0])];
}
