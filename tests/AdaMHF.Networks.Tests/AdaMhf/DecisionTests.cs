using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class DecisionTests
{
    [Fact]
    public void An_explained_prediction_is_the_plain_one_bit_by_bit()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = Tiny.ShakenNetwork();
        for (var number = 0; number < 9; number++)
        {
            var patient = Tiny.VariedPatient(number);
            var (plain, explained) = (network.call(patient), network.Explain(patient).Output);
            TensorAssert.Identical(plain.Logits, explained.Logits);
            TensorAssert.Identical(plain.ModalityWeights!, explained.ModalityWeights!);
            TensorAssert.Identical(plain.AuxiliaryLoss!, explained.AuxiliaryLoss!);
        }
    }

    [Fact]
    public void Every_gate_of_both_units_says_which_expert_it_chose_and_how_surely()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = Tiny.ShakenNetwork();
        var (_, decisions) = network.Explain(Tiny.Patient(1));
        var (pathology, genomics) = (decisions.Pathology!, decisions.Genomics!);
        foreach (var unit in new[] { pathology.Segregation, pathology.Integration, genomics.Segregation, genomics.Integration })
        {
            Assert.Equal([(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)], unit.Select(gate => (gate.Stage, gate.Layer)));
            Assert.All(unit, gate =>
            {
                var probabilities = gate.Probabilities.Singles();
                Assert.Equal(Tiny.Configuration.ExpertsPerLayer[gate.Layer], probabilities.Length);
                Assert.Equal(1, probabilities.Sum(), 1e-6);
                Assert.Equal(probabilities.Max(), probabilities[gate.Expert]);
            });
        }
    }

    [Fact]
    public void Choices_of_a_batch_are_the_decisions_about_each_patient()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = Tiny.ShakenNetwork();
        PatientTensors[] patients = [.. Enumerable.Range(0, 9).Select(Tiny.VariedPatient)];
        var choices = network.Choices(BatchTensors.Of(patients));
        Assert.Equal(9, choices.Count);
        foreach (var (patient, choice) in patients.Zip(choices))
        {
            var (_, decisions) = network.Explain(patient);
            AssertSame(decisions.Pathology, choice.Pathology, patient.Patches?.shape[0]);
            AssertSame(decisions.Genomics, choice.Genomics, patient.Genomics?.Count);
        }
        network.train();
        Assert.Throws<InvalidOperationException>(() => network.Choices(BatchTensors.Of(patients)));
    }

    private static void AssertSame(ModalityDecisions? expected, ModalityChoices? actual, long? tokens)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is null) return;
        var selection = expected.Selection!;
        Assert.Equal(
            (tokens, selection.Count, selection.Kept.shape[0]), (actual!.Tokens, actual.SelectedTokens, actual.KeptTokens));
        Assert.Equal(selection.Alpha, actual.Alpha, 1e-6);
        (ModalityUnitKind Unit, ExpertDecision Gate)[] gates =
        [
            .. expected.Segregation.Select(gate => (ModalityUnitKind.Segregation, gate)),
            .. expected.Integration.Select(gate => (ModalityUnitKind.Integration, gate)),
        ];
        // The first layer has one expert and no gate.
        gates = [.. gates.Where(gate => gate.Gate.Layer > 0)];
        Assert.Equal(
            gates.Select(gate => (gate.Unit, gate.Gate.Stage, gate.Gate.Layer, gate.Gate.Expert)),
            actual.Gates.Select(gate => (gate.Unit, gate.Stage, gate.Layer, gate.Expert)));
        foreach (var (gate, choice) in gates.Zip(actual.Gates))
            Assert.All(gate.Gate.Probabilities.Singles().Zip(choice.Probabilities), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void An_expert_that_is_said_to_run_is_the_one_that_runs()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = Tiny.ShakenNetwork();
        var patient = Tiny.Patient(4);
        var (output, decisions) = network.Explain(patient);
        var gate = decisions.Pathology!.Segregation[^1];
        for (var expert = 0; expert < 4; expert++)
        {
            var weight = network.get_parameter($"pathology_segregation.stages.1.experts.layers.2.experts.{expert}.up.weight")!;
            var before = weight.clone();
            weight.Times_(-1);
            Assert.Equal(expert == gate.Expert, TensorAssert.Differ(output.Logits, network.call(patient).Logits));
            weight.copy_(before);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(2048)]
    public void Every_token_has_its_place_among_the_selected_ones(int patches)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = Tiny.ShakenNetwork();
        var selection = network.Explain(Tiny.Patient(7, patches)).Decisions.Pathology!.Selection!;
        var (places, kept) = (selection.Places().data<long>().ToArray(), selection.Kept.data<long>().ToArray());
        var scores = selection.Scores.Doubles();

        Assert.Equal((patches, patches), (scores.Length, places.Length));
        Assert.Equal(1, scores.Sum(), 1e-5);
        Assert.InRange(selection.Alpha, 0, 1);
        Assert.InRange(selection.Count, 1, Math.Min(patches, Tiny.Configuration.MaxTokens));
        Assert.Equal(Enumerable.Range(0, (int)selection.Count).Select(place => (long)place), places.Distinct().Order());
        Assert.Equal(Enumerable.Range(0, kept.Length).Select(place => (long)place), kept.Select(token => places[token]));
        // The mass of the tokens, as their scores, is all there, place by place.
        Assert.Equal(1, places.Zip(scores).GroupBy(pair => pair.First, pair => pair.Second).Sum(place => place.Sum()), 1e-5);
        if (kept.Length < patches && kept.Length > 0)
        {
            var pooled = Enumerable.Range(0, patches).Except(kept.Select(token => (int)token));
            Assert.True(kept.Min(token => scores[token]) >= pooled.Max(token => scores[token]));
        }
    }

    [Fact]
    public void Maps_of_cross_attention_are_between_the_selected_tokens_and_their_rows_sum_to_one()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = Tiny.ShakenNetwork();
        var (_, decisions) = network.Explain(Tiny.Patient(2, 60));
        var (p, g) = (decisions.Pathology!.Selection!.Count, decisions.Genomics!.Selection!.Count);
        var maps = decisions.CrossAttention!;
        Assert.Equal([p, g], maps.PathologyToGenomics.shape);
        Assert.Equal([g, p], maps.GenomicsToPathology.shape);
        var sums = maps.PathologyToGenomics.sum(1).Singles().Concat(maps.GenomicsToPathology.sum(1).Singles());
        Assert.All(sums, sum => Assert.Equal(1, sum, 1e-5));
    }

    [Fact]
    public void A_missing_modality_decides_nothing()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = Tiny.ShakenNetwork();
        var (_, decisions) = network.Explain(Tiny.Patient(2, genomics: false));
        Assert.NotNull(decisions.Pathology);
        Assert.Null(decisions.Genomics);
        Assert.Null(decisions.CrossAttention);
    }
}
