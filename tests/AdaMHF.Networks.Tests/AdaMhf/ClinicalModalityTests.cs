using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class ClinicalModalityTests
{
    private static readonly AdaMhfConfiguration Configuration = Tiny.Configuration with { ClinicalWidth = 4 };

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    [InlineData(true, true, false)]
    [InlineData(true, false, false)]
    public void Who_is_there_weighs_something_and_who_is_missing_exactly_nothing(bool pathology, bool genomics, bool clinic)
    {
        using var scope = NewDisposeScope();
        using var network = Shaken();
        var weights = network.call(Patient(1, pathology, genomics, clinic)).ModalityWeights!.Singles();
        Assert.Equal(3, weights.Length);
        Assert.Equal(1, weights.Sum(), 1e-6);
        foreach (var (weight, isThere) in weights.Zip(new[] { pathology, genomics, clinic }))
        {
            if (isThere) Assert.InRange(weight, 1e-6f, 1);
            else Assert.Equal(0, weight);
        }
    }

    [Fact]
    public void Values_change_the_prediction_and_missing_ones_leave_what_belongs_to_them_out()
    {
        using var scope = NewDisposeScope();
        using var network = Shaken();
        var (one, other, none) = (Patient(1), Patient(1) with { Clinical = new Numbers(99).Normal(4) }, Patient(1, clinic: false));
        Assert.NotEqual(network.call(one).Logits.Singles(), network.call(other).Logits.Singles());

        var before = network.call(none).Logits.Singles();
        using (no_grad())
        {
            foreach (var (name, parameter) in network.named_parameters())
            {
                if (name.Contains("clinical", StringComparison.Ordinal)) parameter.Plus_(1);
            }
        }
        Assert.Equal(before, network.call(none).Logits.Singles());
    }

    [Fact]
    public void A_batch_predicts_each_patient_as_alone()
    {
        using var scope = NewDisposeScope();
        using var network = Shaken();
        PatientTensors[] patients =
        [
            Patient(1), Patient(2, clinic: false), Patient(3, pathology: false), Patient(4, genomics: false),
            Patient(5, pathology: false, clinic: false), Patient(6),
        ];
        var batch = network.PredictBatch(BatchTensors.Of(patients));
        for (var place = 0; place < patients.Length; place++)
        {
            var alone = network.call(patients[place]);
            Assert.Equal(alone.Logits.Singles(), batch.Logits[place].Singles(), (a, b) => Math.Abs(a - b) < 1e-5);
            Assert.Equal(alone.ModalityWeights!.Singles(), batch.ModalityWeights![place].Singles(), (a, b) => Math.Abs(a - b) < 1e-5);
        }
    }

    [Fact]
    public void The_linear_predictor_is_added_where_there_are_values()
    {
        using var scope = NewDisposeScope();
        using var network = AdaMhfNetwork.Create(Configuration with { LinearStart = LinearStart.Clinical }, seed: 1);
        network.eval();
        // The head starts at zero beside a linear start, so that the logits are the bias and the predictor.
        var without = network.call(Patient(1)).Logits.Singles();
        network.LinearOffsets!.Clinical!.Set([1, 0, 0, 0], [2, 1, 1, 1], [3, 0, 0, -1]);
        var patient = Patient(1) with { Clinical = tensor(new[] { 5f, 7f, 7f, 2f }) };
        var added = (3 * (5 - 1) / 2.0) - 2;
        Assert.Equal(without.Select(logit => logit + added), network.call(patient).Logits.Singles().Select(logit => (double)logit), Near);
        Assert.Equal(without, network.call(Patient(1, clinic: false)).Logits.Singles());
    }

    [Fact]
    public void The_clinic_does_not_stand_alone_and_needs_the_gated_head()
    {
        using var scope = NewDisposeScope();
        using var network = Shaken();
        var alone = new PatientTensors(null, null) { Clinical = new Numbers(1).Normal(4) };
        Assert.ThrowsAny<ArgumentException>(() => network.call(alone));
        var refused = Assert.Throws<ArgumentException>(() => (Tiny.Published with { ClinicalWidth = 4 }).Validated());
        Assert.Contains(nameof(AdaMhfConfiguration.ClinicalWidth), refused.Message, StringComparison.Ordinal);
    }

    private static bool Near(double one, double other) => Math.Abs(one - other) < 1e-5;

    private static AdaMhfNetwork Shaken()
    {
        var network = new Numbers(1).Shaken(() => AdaMhfNetwork.Create(Configuration, seed: 1));
        network.eval();
        return network;
    }

    private static PatientTensors Patient(int seed, bool pathology = true, bool genomics = true, bool clinic = true) =>
        Tiny.Patient(seed, pathology: pathology, genomics: genomics) with
        {
            Clinical = clinic ? new Numbers(seed + 50).Normal(4) : null,
        };
}
