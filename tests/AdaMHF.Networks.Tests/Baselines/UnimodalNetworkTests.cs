using AdaMHF.Testing;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class UnimodalNetworkTests
{
    [Theory, MemberData(nameof(Unimodal.All), MemberType = typeof(Unimodal))]
    public void Predictions_depend_neither_on_the_outcome_nor_on_chance_nor_on_the_other_modality(string system)
    {
        using var scope = NewDisposeScope();
        using var network = Unimodal.Network(system);
        network.eval();
        var patient = Unimodal.Patient(1);
        var output = network.call(patient);
        Assert.Null(output.AuxiliaryLoss);
        Assert.Equal(1, output.DataLossWeight);
        TensorAssert.Identical(output.Logits, network.call(patient with { Outcome = new(2, true) }).Logits);
        var without = Unimodal.ReadsPatches(system) ? patient with { Genomics = null } : patient with { Patches = null };
        TensorAssert.Identical(output.Logits, network.call(without).Logits);
    }

    [Theory, MemberData(nameof(Unimodal.All), MemberType = typeof(Unimodal))]
    public void A_patient_without_the_modality_is_refused_by_name(string system)
    {
        using var network = Unimodal.Network(system);
        var patient = Unimodal.Patient(1);
        var without = Unimodal.ReadsPatches(system) ? patient with { Patches = null } : patient with { Genomics = null };
        var refused = Assert.Throws<ArgumentException>(() => network.call(without));
        Assert.Contains(network.GetType().Name, refused.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Unimodal.All), MemberType = typeof(Unimodal))]
    public void A_seed_decides_weights_and_training_passes(string system)
    {
        using var scope = NewDisposeScope();
        using var one = Unimodal.Network(system, seed: 3);
        using var same = Unimodal.Network(system, seed: 3);
        using var other = Unimodal.Network(system, seed: 4);
        foreach (var (key, weight) in one.state_dict()) TensorAssert.Identical(weight, same.state_dict()[key]);
        Assert.Contains(one.state_dict(), entry => TensorAssert.Differ(entry.Value, other.state_dict()[entry.Key]));
        var patient = Unimodal.Patient(1) with { Outcome = new(1, true) };
        TensorAssert.Identical(one.call(patient).Logits, same.call(patient).Logits);
    }

    [Theory, MemberData(nameof(Unimodal.All), MemberType = typeof(Unimodal))]
    public void Every_weight_learns_and_patients_are_told_apart(string system)
    {
        using var network = Unimodal.Network(system);
        using var held = new HeldFinalizers();
        using var optimizer = optim.Adam(network.parameters(), 1e-2);
        var waiting = network.named_parameters().Select(entry => entry.name).ToHashSet();
        network.train();
        for (var step = 0; step < 80; step++)
        {
            using var scope = NewDisposeScope();
            var patient = Patient(step % 4);
            var output = network.call(patient);
            optimizer.zero_grad();
            var data = Loss(output, patient).Times(output.DataLossWeight);
            (output.AuxiliaryLoss is null ? data : data.Plus(output.AuxiliaryLoss)).backward();
            waiting.RemoveWhere(name => network.get_parameter(name)!.grad is { } gradient && gradient.abs().max().item<float>() > 1e-9);
            optimizer.step();
        }
        Assert.Empty(waiting);
        // The best prediction that is the same for all four has the entropy of their bins, log 4.
        Assert.InRange(LossInEvaluation(network), 0, 0.95 * Math.Log(4));
    }

    [Theory, MemberData(nameof(Unimodal.OfPathology), MemberType = typeof(Unimodal))]
    public void One_patch_is_enough_in_training_and_prediction_and_none_is_refused(string system)
    {
        using var scope = NewDisposeScope();
        using var network = Unimodal.Network(system);
        foreach (var training in (bool[])[true, false])
        {
            network.train(training);
            for (var patches = 1; patches <= 9; patches++)
            {
                var output = network.call(Unimodal.Patient(1, patches) with { Outcome = new(1, true) });
                Assert.Equal([4], output.Logits.shape);
                Assert.All(output.Logits.Singles(), value => Assert.True(float.IsFinite(value)));
                if (output.AuxiliaryLoss is not null) Assert.InRange(output.AuxiliaryLoss.item<float>(), 0, 100);
            }
        }
        Assert.Throws<ArgumentException>(() => network.call(new PatientTensors(zeros(0, Unimodal.PatchWidth), null)));
    }

    [Theory]
    [InlineData("AttnMil", true)]
    [InlineData("ClamSb", true)]
    [InlineData("ClamMb", true)]
    [InlineData("DeepAttnMisl", true)]
    [InlineData("TransMil", false)]
    [InlineData("DtfdMil", false)]
    public void The_order_of_the_patches_counts_where_it_is_said_to(string system, bool invariant)
    {
        using var scope = NewDisposeScope();
        using var network = Unimodal.Network(system);
        network.eval();
        var patient = Unimodal.Patient(1, patches: 37);
        var expected = network.call(patient).Logits;
        long[] order = [.. Enumerable.Range(0, 37)];
        new Random(1).Shuffle(order);
        var shuffled = network.call(patient with { Patches = patient.Patches![tensor(order)] }).Logits;
        Assert.Equal(invariant, (expected - shuffled).abs().max().item<float>() < 1e-6);
    }

    // Four patients, one per bin, the last censored; the patches of each have their own distribution.
    private static PatientTensors Patient(int number)
    {
        var patient = Unimodal.Patient(number);
        return patient with
        {
            Patches = patient.Patches!.Plus(new Numbers(100 + number).Normal(Unimodal.PatchWidth)),
            Outcome = new(number, number != 3),
        };
    }

    private static Tensor Loss(SurvivalOutput output, PatientTensors patient) =>
        DiscreteSurvivalLoss.NegativeLogLikelihood(output.Logits, patient.Outcome!.Bin, patient.Outcome.Event);

    private static float LossInEvaluation(SurvivalNetwork network)
    {
        using var scope = NewDisposeScope();
        network.eval();
        return Enumerable.Range(0, 4).Select(Patient).Average(patient => Loss(network.call(patient), patient).item<float>());
    }
}
