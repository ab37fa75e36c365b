using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class LinearStartTests
{
    private const int Genes = 12;

    private static readonly AdaMhfConfiguration Configuration = Tiny.Configuration with { LinearStart = LinearStart.Both };

    private static PatientTensors[] SomePatients() => [.. Enumerable.Range(0, 9).Select(Tiny.VariedPatient)];

    [Fact]
    public void With_a_head_of_zeros_every_logit_is_the_sum_of_the_predictors_of_what_the_patient_has()
    {
        using var scope = NewDisposeScope();
        using var network = WithSilentHead(Configuration);
        var patients = SomePatients();
        var logits = network.PredictBatch(BatchTensors.Of(patients)).Logits;
        for (var place = 0; place < patients.Length; place++)
        {
            var patient = patients[place];
            var expected = (patient.Patches is { } patches ? Expected(1, MeanOf(patches)) : 0)
                + (patient.Genomics is { } groups ? Expected(2, [.. groups.SelectMany(group => group.Singles())]) : 0);
            Assert.All(logits[place].Singles(), logit => Assert.Equal(expected, logit, 1e-4));
            Assert.All(network.call(patient).Logits.Singles(), logit => Assert.Equal(expected, logit, 1e-4));
        }
    }

    [Theory]
    [InlineData(LinearStart.Genomics, 1)]
    [InlineData(LinearStart.Pathology, 4)]
    [InlineData(LinearStart.Both, 4)]
    public void It_adds_the_same_to_every_logit_of_the_network_without_it(LinearStart start, int outputs)
    {
        using var scope = NewDisposeScope();
        var configuration = Configuration with { LinearStart = start, TimeBins = outputs };
        using var with = Network(configuration);
        using var without = AdaMhfNetwork.Create(configuration with { LinearStart = LinearStart.None }, seed: 1);
        without.eval();
        // Beside a linear start hazards begin at zero.
        using (no_grad()) without.state_dict()["head.hazards.weight"].zero_();
        var patients = SomePatients();
        var batch = BatchTensors.Of(patients);
        var added = with.PredictBatch(batch).Logits - without.PredictBatch(batch).Logits;
        for (var place = 0; place < patients.Length; place++)
        {
            var has = (start.HasFlag(LinearStart.Pathology) && patients[place].Patches is not null)
                || (start.HasFlag(LinearStart.Genomics) && patients[place].Genomics is not null);
            Assert.Equal(has, added[place].abs().min().item<float>() > 1e-3);
            Assert.Equal(added[place].min().item<float>(), added[place].max().item<float>(), 1e-5);
        }
    }

    [Fact]
    public void Offsets_of_training_patients_take_the_place_of_the_predictors_and_reach_the_prediction_of_each_modality_alone()
    {
        using var scope = NewDisposeScope();
        using var network = WithSilentHead(Configuration with { AlignmentWeight = 0, EvidenceWeight = 0, UnimodalWeight = 1 });
        network.train();
        foreach (var part in network.children()) part.eval();
        PatientTensors[] patients = [Tiny.Patient(1), Tiny.Patient(2, genomics: false)];
        PatientOutcome[] outcomes = [new(2, true), new(1, false)];
        var output = network.PredictBatch(BatchTensors.Of(patients) with
        {
            Outcomes = outcomes,
            Offsets = [new(Pathology: 0.3, Genomics: -0.7), new(Pathology: 0.2, Genomics: 5)],
        });
        Assert.All(output.Logits[0].Singles(), logit => Assert.Equal(-0.4, logit, 1e-6));
        Assert.All(output.Logits[1].Singles(), logit => Assert.Equal(0.2, logit, 1e-6));

        // By definition: a death in the third of bins with one hazard, from each modality alone; half of their sum, for one patient of two.
        static double Loss(double logit) => (3 * Math.Log(1 + Math.Exp(logit))) - logit;
        Assert.Equal((Loss(0.3) + Loss(-0.7)) / 4, output.AuxiliaryLoss!.item<float>(), 1e-5);
    }

    [Fact]
    public void Predictors_are_saved_with_the_weights_and_are_not_trained()
    {
        using var scope = NewDisposeScope();
        using var network = Network(Configuration);
        using var loaded = AdaMhfNetwork.Create(Configuration, seed: 2);
        NetworkWeights.Load(loaded, NetworkWeights.Copy(network));
        loaded.eval();
        var batch = BatchTensors.Of(SomePatients());
        TensorAssert.Close(network.PredictBatch(batch).Logits, loaded.PredictBatch(batch).Logits, 0);
        Assert.DoesNotContain(network.named_parameters(), entry => entry.name.Contains("linear_start", StringComparison.Ordinal));
        BatchComparison.AssertSame(network, SomePatients());
    }

    private static AdaMhfNetwork Network(AdaMhfConfiguration configuration)
    {
        var network = AdaMhfNetwork.Create(configuration, seed: 1);
        var width = configuration.PatchWidth;
        network.LinearOffsets!.Pathology?.Set(Row(10, width), Deviations(1, width), Row(1, width));
        network.LinearOffsets.Genomics?.Set(Row(20, Genes), Deviations(2, Genes), Row(2, Genes));
        network.eval();
        return network;
    }

    private static AdaMhfNetwork WithSilentHead(AdaMhfConfiguration configuration)
    {
        var network = Network(configuration);
        using var noGradient = no_grad();
        foreach (var (name, parameter) in network.named_parameters())
        {
            if (name.StartsWith("head.hazards", StringComparison.Ordinal)) parameter.zero_();
        }
        return network;
    }

    private static double Expected(int seed, double[] features) => Enumerable.Range(0, features.Length).Sum(i =>
        (features[i] - Row(seed * 10, features.Length)[i]) / Deviations(seed, features.Length)[i] * Row(seed, features.Length)[i]);

    private static double Expected(int seed, float[] features) => Expected(seed, Array.ConvertAll(features, value => (double)value));

    private static double[] MeanOf(Tensor patches)
    {
        float[][] rows = [.. patches.Singles().Chunk((int)patches.shape[1])];
        return [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Average(row => (double)row[column]))];
    }

    private static double[] Deviations(int seed, int features) =>
        Array.ConvertAll(Row(30 + seed, features), value => 0.5 + Math.Abs(value));

    private static double[] Row(int seed, int features) => new Numbers(seed).NormalDouble(features).Doubles();
}
