using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>Predictions by the decisions for another patient, and of patients who share a bag.</summary>
public class FollowedDecisionTests
{
    [Fact]
    public void A_patient_who_follows_the_own_decisions_is_predicted_as_ever()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = Tiny.ShakenNetwork();
        for (var number = 0; number < 9; number++)
        {
            var patient = Tiny.VariedPatient(number);
            var (output, decisions) = network.Explain(patient);
            var followed = network.PredictFollowing(BatchTensors.Of(patient, patient), decisions);
            TensorAssert.Close(stack([output.Logits, output.Logits]), followed.Logits, 1e-5);
        }
    }

    [Fact]
    public void What_is_followed_is_chosen_whatever_the_gates_and_scores_say()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = Tiny.ShakenNetwork();
        var (one, other) = (Tiny.Patient(1), Tiny.Patient(2));
        var (_, decisions) = network.Explain(one);
        // On the way from one patient to the other no decision changes, so that the prediction takes no step.
        double[] risks = [.. Enumerable.Range(0, 201).Select(step =>
        {
            var between = Between(one, other, step / 200.0);
            return network.PredictFollowing(BatchTensors.Of(between), decisions).Logits.sum().item<float>();
        })];
        double[] changes = [.. risks.Zip(risks.Skip(1), (from, to) => Math.Abs(to - from))];
        Assert.True(changes.Max() < 0.05 * changes.Sum(), $"a step of {changes.Max()} on a way of {changes.Sum()}");
    }

    [Fact]
    public void Patients_who_share_a_bag_are_predicted_as_if_each_had_it()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = Tiny.ShakenNetwork();
        var patches = Tiny.Patient(1).Patches!;
        PatientTensors[] patients =
        [
            new(patches, Tiny.Patient(1).Genomics), new(null, Tiny.Patient(2).Genomics), new(patches, null),
            new(patches, Tiny.Patient(3).Genomics),
        ];
        var each = BatchTensors.Of(patients);
        var shared = each with { Patches = patches.unsqueeze(0), PatchCounts = [(int)patches.shape[0]], SharesBag = true };
        TensorAssert.Close(network.PredictBatch(each).Logits, network.PredictBatch(shared).Logits, 1e-5);
    }

    private static PatientTensors Between(PatientTensors one, PatientTensors other, double share)
    {
        Tensor Mix(Tensor from, Tensor to) => from.Plus((to - from).Times(share));
        var count = Math.Min(one.Patches!.shape[0], other.Patches!.shape[0]);
        Assert.Equal(one.Patches.shape[0], count);
        return new(
            Mix(one.Patches, other.Patches.narrow(0, 0, count)), [.. one.Genomics!.Zip(other.Genomics!, Mix)]);
    }
}
