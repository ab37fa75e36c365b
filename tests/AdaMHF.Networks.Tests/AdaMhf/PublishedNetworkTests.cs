using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class PublishedNetworkTests
{
    [Fact]
    public void Every_parameter_learns()
    {
        using var network = AdaMhfNetwork.Create(Tiny.Published, seed: 1);
        Assert.Equal([], TrainingSteps.DeadAfter(network, 200));
    }

    [Fact]
    public void Its_only_losses_are_likelihood_and_alignment()
    {
        using var scope = NewDisposeScope();
        using var network = AdaMhfNetwork.Create(Tiny.Published with { AlignmentWeight = 0 }, seed: 1);
        network.train();
        Assert.Null(network.call(Tiny.Patient(1) with { Outcome = new(1, true) }).AuxiliaryLoss);
    }

    [Fact]
    public void Attention_experts_and_crossing_speak_from_the_start()
    {
        using var network = AdaMhfNetwork.Create(Tiny.Published, seed: 1);
        var weights = network.state_dict().Where(entry => entry.Key.EndsWith("attention.output.weight", StringComparison.Ordinal)
            || entry.Key.EndsWith(".up.weight", StringComparison.Ordinal) || entry.Key.Contains("attention.w", StringComparison.Ordinal));
        Assert.NotEmpty(weights);
        Assert.All(weights, entry => Assert.True(entry.Value.abs().max().item<float>() > 0, entry.Key));
    }

    [Fact]
    public void It_costs_no_more_than_the_paper_says()
    {
        // LUAD's groups in the table of expression and copy numbers.
        var network = AdaMhfPreset.Luad.Network with { GenomicGroupSizes = [89, 334, 534, 471, 1510, 482] };
        Assert.InRange(CostCounter.Of(network, patches: 2048).Operations, 1e9, 2.51e9);
    }

    [Theory]
    [InlineData(true, true, false)]
    [InlineData(true, false, true)]
    [InlineData(false, true, true)]
    public void Alignment_of_modalities_is_the_distance_of_their_integration_class_tokens_where_both_are_there(
        bool pathology, bool genomics, bool isZero)
    {
        using var scope = NewDisposeScope();
        var configuration = Tiny.Published with { AlignmentWeight = 0.3, AlignmentTarget = AlignmentTarget.Modalities };
        var (first, second) = (new Numbers(1).Normal(1, configuration.TokenWidth), new Numbers(2).Normal(1, configuration.TokenWidth));
        var batch = BatchTensors.Of(Tiny.Patient(1, pathology: pathology, genomics: genomics));
        var losses = new AdaMhfLosses(configuration, new(batch, withAlone: false), batch);

        var loss = losses.Alignment(
            pathology ? new(zeros_like(first), first, first) : null, genomics ? new(zeros_like(second), second, second) : null);

        if (isZero) Assert.Null(loss);
        else Assert.Equal(0.3 * (first - second).abs().mean().item<float>(), loss!.item<float>(), 1e-6);
    }
}
