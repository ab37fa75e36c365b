using AdaMHF.Testing;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>What holds of every published system of two modalities.</summary>
public class MultimodalSystemTests
{
    public static TheoryData<string> Names => MultimodalSystems.Names;

    [Theory, MemberData(nameof(Names))]
    public void One_patch_and_any_number_give_as_many_finite_outputs(string name)
    {
        using var scope = NewDisposeScope();
        using var network = MultimodalSystems.Shaken(name);
        Assert.All([1, 2, 7, 20, 50], patches =>
        {
            var logits = network.call(MultimodalSystems.Patient(1, patches)).Logits;
            Assert.Equal([network.PredictsRisk ? 1L : 4L], logits.shape);
            Assert.All(logits.Singles(), logit => Assert.True(float.IsFinite(logit)));
        });
    }

    [Theory, MemberData(nameof(Names))]
    public void Both_modalities_count_and_a_missing_one_is_zeros(string name)
    {
        using var scope = NewDisposeScope();
        using var network = MultimodalSystems.Shaken(name);
        var patient = MultimodalSystems.Patient(1);
        var whole = Logits(patient);
        var (genomics, pathology) = (Logits(patient with { Patches = null }), Logits(patient with { Genomics = null }));
        Assert.True(TensorAssert.Differ(whole, genomics) && TensorAssert.Differ(whole, pathology));
        TensorAssert.Identical(Logits(MultimodalSystems.Zeros(patient, pathology: true)), genomics);
        TensorAssert.Identical(Logits(MultimodalSystems.Zeros(patient, pathology: false)), pathology);
        var neither = Assert.Throws<ArgumentException>(() => network.call(new PatientTensors(null, null)));
        Assert.Contains("neither", neither.Message, StringComparison.Ordinal);
        Assert.Contains("no patch", Assert.Throws<ArgumentException>(
            () => network.call(patient with { Patches = zeros(0, MultimodalSystems.PatchWidth) })).Message, StringComparison.Ordinal);
        Assert.Contains("2 genomic groups", Assert.Throws<ArgumentException>(
            () => network.call(patient with { Genomics = [.. patient.Genomics!.Take(2)] })).Message, StringComparison.Ordinal);

        Tensor Logits(PatientTensors one) => network.call(one).Logits;
    }

    [Theory, MemberData(nameof(Names))]
    public void A_prediction_does_not_depend_on_the_outcome(string name)
    {
        using var scope = NewDisposeScope();
        using var network = MultimodalSystems.Shaken(name);
        var patient = MultimodalSystems.Patient(1);
        var expected = network.call(patient).Logits;
        foreach (var outcome in new PatientOutcome[] { new(0, true), new(3, false) })
            TensorAssert.Identical(expected, network.call(patient with { Outcome = outcome }).Logits);
    }

    [Theory, MemberData(nameof(Names))]
    public void Seeds_decide_the_weights_and_what_training_draws(string name)
    {
        using var scope = NewDisposeScope();
        using var one = MultimodalSystems.Create(name);
        using var other = MultimodalSystems.Create(name);
        var patient = MultimodalSystems.Patient(1);
        var drawn = one.call(patient).Logits;
        TensorAssert.Identical(drawn, other.call(patient).Logits);
        Assert.True(TensorAssert.Differ(drawn, one.call(patient).Logits));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_gradient_reaches_every_parameter_in_training(string name)
    {
        using var scope = NewDisposeScope();
        using var network = new Numbers(1).Shaken(() => MultimodalSystems.Create(name));
        network.call(MultimodalSystems.Patient(1)).Logits.sum().backward();
        Assert.All(network.named_parameters(), entry => Assert.True(entry.parameter.grad is not null, entry.name));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_step_of_training_lowers_the_loss(string name)
    {
        using var held = new HeldFinalizers();
        using var scope = NewDisposeScope();
        using var network = MultimodalSystems.Create(name);
        network.eval();
        var patient = MultimodalSystems.Patient(1);
        using var optimizer = optim.Adam(network.parameters(), lr: 1e-3);
        Tensor Loss()
        {
            var logits = network.call(patient).Logits;
            return network.PredictsRisk ? logits.sum() : DiscreteSurvivalLoss.NegativeLogLikelihood(logits, 2, observed: true);
        }
        var before = Loss();
        before.backward();
        optimizer.step();
        Assert.True(Loss().item<float>() < before.item<float>());
    }
}
