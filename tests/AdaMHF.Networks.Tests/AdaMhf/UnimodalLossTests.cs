using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class UnimodalLossTests
{
    private static readonly AdaMhfConfiguration Configuration = Tiny.Configuration with
    {
        AlignmentWeight = 0,
        EvidenceWeight = 0,
        UnimodalWeight = 0.6,
    };

    private static readonly PatientOutcome Death = new(Bin: 2, Event: true);

    [Theory]
    [InlineData(0, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void It_is_the_mean_loss_of_the_two_predictions_with_one_modality_missing(int bin, bool died)
    {
        using var scope = NewDisposeScope();
        using var network = Shaken(Configuration);
        var patient = Tiny.Patient(1) with { Outcome = new(bin, died) };
        double LossOf(PatientTensors patient) =>
            DiscreteSurvivalLoss.NegativeLogLikelihood(network.call(patient).Logits, bin, died).item<float>();

        var expected = 0.6 * (LossOf(patient with { Genomics = null }) + LossOf(patient with { Patches = null })) / 2;

        Assert.Equal(expected, network.call(patient).AuxiliaryLoss!.item<float>(), 1e-5);
    }

    [Fact]
    public void It_leaves_the_prediction_as_it_is()
    {
        using var scope = NewDisposeScope();
        using var with = Shaken(Configuration);
        using var without = Shaken(Configuration with { UnimodalWeight = 0 });
        var patient = Tiny.Patient(1) with { Outcome = Death };
        TensorAssert.Close(without.call(patient).Logits, with.call(patient).Logits, 1e-5);
    }

    [Fact]
    public void It_needs_both_modalities_an_outcome_and_training()
    {
        using var scope = NewDisposeScope();
        using var network = Shaken(Configuration);
        var patient = Tiny.Patient(1) with { Outcome = Death };
        Assert.Null(network.call(patient with { Genomics = null }).AuxiliaryLoss);
        Assert.Null(network.call(patient with { Patches = null }).AuxiliaryLoss);
        Assert.Null(network.call(patient with { Outcome = null }).AuxiliaryLoss);
        network.eval();
        Assert.Null(network.call(patient).AuxiliaryLoss);
    }

    [Fact]
    public void It_reaches_the_parts_of_both_modalities_but_not_the_gate_between_them()
    {
        using var scope = NewDisposeScope();
        using var network = Shaken(Configuration);
        network.call(Tiny.Patient(1) with { Outcome = Death }).AuxiliaryLoss!.backward();
        Assert.True(Learns(network, "patch_embedding.") && Learns(network, "genomic_embedding.") && Learns(network, "head.hazards"));
        Assert.False(Learns(network, "head.gate") || Learns(network, "cross_attention"));
    }

    private static bool Learns(AdaMhfNetwork network, string part) => network.named_parameters()
        .Where(entry => entry.name.StartsWith(part, StringComparison.Ordinal))
        .Any(entry => entry.parameter.grad is { } gradient && gradient.abs().sum().item<float>() > 0);

    /// <summary>A network in training whose parts are in evaluation: nothing is drawn, so that two passes can be compared.</summary>
    private static AdaMhfNetwork Shaken(AdaMhfConfiguration configuration)
    {
        var network = new Numbers(1).Shaken(() => AdaMhfNetwork.Create(configuration, seed: 1));
        network.train();
        foreach (var part in network.children()) part.eval();
        return network;
    }
}
