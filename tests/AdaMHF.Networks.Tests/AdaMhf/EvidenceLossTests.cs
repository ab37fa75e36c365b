using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class EvidenceLossTests
{
    private static readonly AdaMhfConfiguration Configuration = Tiny.Configuration with
    {
        AlignmentWeight = 0,
        UnimodalWeight = 0,
        EvidenceWeight = 0.6,
    };

    private static readonly PatientOutcome Death = new(Bin: 2, Event: true);

    [Theory]
    [InlineData(0, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void It_is_the_mean_loss_of_what_the_two_readers_say(int bin, bool died)
    {
        using var scope = NewDisposeScope();
        using var network = Network();
        // Readers that say the same of every mean token.
        var state = network.state_dict();
        using (no_grad())
        {
            state["pathology_evidence.weight"].zero_();
            state["genomic_evidence.weight"].zero_();
        }
        double LossOf(string reader) =>
            DiscreteSurvivalLoss.NegativeLogLikelihood(state[$"{reader}.bias"].detach(), bin, died).item<float>();
        var patient = Tiny.Patient(1) with { Outcome = new(bin, died) };

        var (pathology, genomics) = (0.6 * LossOf("pathology_evidence") / 2, 0.6 * LossOf("genomic_evidence") / 2);
        Assert.Equal(pathology + genomics, network.call(patient).AuxiliaryLoss!.item<float>(), 1e-5);
        Assert.Equal(pathology, network.call(patient with { Genomics = null }).AuxiliaryLoss!.item<float>(), 1e-5);
        Assert.Equal(genomics, network.call(patient with { Patches = null }).AuxiliaryLoss!.item<float>(), 1e-5);
    }

    [Fact]
    public void It_teaches_the_scorers_and_passes_the_head_by()
    {
        using var scope = NewDisposeScope();
        using var network = Network();
        network.call(Tiny.Patient(1, 40) with { Outcome = Death }).AuxiliaryLoss!.backward();
        float Largest(string parameter) =>
            network.get_parameter(parameter) is { grad: { } gradient } ? gradient.abs().max().item<float>() : 0;
        Assert.True(Largest("pathology_selection.score2.weight") > 1e-6);
        Assert.True(Largest("genomic_selection.score2.weight") > 1e-6);
        Assert.Equal(0, Largest("head.hazards.weight"));
    }

    [Fact]
    public void It_needs_an_outcome_and_training()
    {
        using var scope = NewDisposeScope();
        using var network = Network();
        var patient = Tiny.Patient(1) with { Outcome = Death };
        Assert.Null(network.call(patient with { Outcome = null }).AuxiliaryLoss);
        network.eval();
        Assert.Null(network.call(patient).AuxiliaryLoss);
    }

    private static AdaMhfNetwork Network()
    {
        var network = new Numbers(1).Shaken(() => AdaMhfNetwork.Create(Configuration, seed: 1));
        network.train();
        return network;
    }
}
