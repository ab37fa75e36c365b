using AdaMHF.Networks;
using AdaMHF.PatchBags;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;
using static TorchSharp.torch;

namespace AdaMHF.MLNet.Tests;

/// <summary>Usage of experts and tokens, against the decisions that the network explains patient by patient.</summary>
[Collection(nameof(SmallStudy))]
public class UsageTests(SmallStudy study)
{
    [Fact]
    public void Choices_and_usage_are_those_of_every_patient_explained()
    {
        var data = ConformanceCases.Prepared(study.ML, study);
        var model = study.Model.LastTransformer;
        var decisions = Explained(model, data);
        var choices = model.Choices(data);
        var usage = model.Usage(data, "Event");

        Assert.Equal(decisions.Count, choices.Count);
        Assert.Equal(decisions.Count(decision => decision is not null), usage.Patients);
        bool[] died = [.. data.GetColumn<bool>("Event")];
        foreach (var modality in new[] { Modality.Pathology, Modality.Genomics })
        {
            int[] rows = [.. Enumerable.Range(0, decisions.Count).Where(row => decisions[row]?.Of(modality) is not null)];
            Assert.Equal(rows, Enumerable.Range(0, choices.Count).Where(row => choices[row]?.Of(modality) is not null));
            Plain[] plain = Array.ConvertAll(rows, row => decisions[row]!.Of(modality)!);
            var tokens = usage.Tokens.Single(one => one.Modality == modality);
            int[] selected = Array.ConvertAll(plain, one => one.Selected);
            Assert.Equal((rows.Length, selected.Min(), selected.Max()), (tokens.Patients, tokens.MinSelected, tokens.MaxSelected));
            Assert.Equal(selected.Average(), tokens.MeanSelected, 1e-9);
            Assert.Equal(plain.Average(one => one.Tokens), tokens.MeanTokens, 1e-9);
            Assert.Equal(selected.Count(count => count == 1) / (double)rows.Length, tokens.ShareAtMinimum, 1e-9);
            // TinyNetwork selects at most 8 tokens.
            Assert.Equal(
                plain.Count(one => one.Selected == Math.Min(8, one.Tokens)) / (double)rows.Length, tokens.ShareAtMaximum, 1e-9);

            var layers = usage.Experts.Where(one => one.Modality == modality).ToArray();
            Assert.Equal(plain[0].Gates.Length, layers.Length);
            for (var layer = 0; layer < layers.Length; layer++)
            {
                int[] experts = Array.ConvertAll(plain, one => one.Gates[layer].Expert);
                for (var expert = 0; expert < 2; expert++)
                    Assert.Equal(experts.Count(one => one == expert) / (double)rows.Length, layers[layer].Shares[expert], 1e-9);
                var entropy = plain.Average(one => -one.Gates[layer].Probabilities.Sum(p => p * Math.Log(p)));
                Assert.Equal(entropy, layers[layer].MeanEntropy, 1e-5);
                Assert.Equal(
                    LabelAgreement.Of(experts, Array.ConvertAll(rows, row => died[row] ? 1 : 0)), layers[layer].Agreement);
                Assert.Equal(experts, rows.Select(row => choices[row]!.Of(modality)!.Gates[layer].Expert));
            }
        }
    }

    [Fact]
    public void The_training_record_has_the_usage_of_the_training_patients_and_keeps_it_in_the_zip()
    {
        var model = study.Model.LastTransformer;
        var usage = model.Usage(ConformanceCases.Prepared(study.ML, study));
        AssertSame(usage, model.Training.Usage);
        Assert.All(usage.Experts, layer => Assert.Null(layer.Agreement));
        using var reloaded = (AdaMhfTransformer)SmallStudy.Reloaded(model, study.Cohort.Data.Schema);
        AssertSame(usage, reloaded.Training.Usage);

        static void AssertSame(DecisionUsage expected, DecisionUsage? actual)
        {
            Assert.Equal(expected.Patients, actual!.Patients);
            Assert.Equal(expected.Tokens, actual.Tokens);
            Assert.Equal(expected.Experts.Select(layer => layer.Name), actual.Experts.Select(layer => layer.Name));
            Assert.Equal(expected.Experts.Select(layer => layer.MeanEntropy), actual.Experts.Select(layer => layer.MeanEntropy));
            Assert.Equal(expected.Experts.SelectMany(layer => layer.Shares), actual.Experts.SelectMany(layer => layer.Shares));
        }
    }

    [Fact]
    public void A_gate_that_is_forced_to_one_expert_is_warned_of_and_a_balanced_one_is_not()
    {
        TorchBackend.EnsureLoaded();
        using var network = AdaMhfNetwork.Create(SmallStudy.TinyNetwork with { GenomicGroupSizes = [4, 3] }, seed: 2);
        network.eval();
        var random = new Random(4);
        float[] Genes(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble())];
        PatientModalities[] patients =
            [.. Enumerable.Range(0, 30).Select(_ => new PatientModalities(PatchBag.Empty, [Genes(4), Genes(3)]))];
        string? Warning(params float[] bias)
        {
            using (no_grad())
            {
                foreach (var (_, parameter) in network.named_parameters().Where(one => one.name.EndsWith("gate.scores.bias")))
                    parameter.copy_(tensor(bias));
            }
            var choices = ChoiceReader.Of(network, new(CPU, null), patients, 8);
            return CollapsedGates.Warning([DecisionUsage.Of(choices, network.Configuration)], network.Configuration);
        }

        var warning = Warning(-50, 50);
        Assert.Contains(
            "2 of 2 gates have collapsed onto one expert: "
            + "genomics, segregation, stage 0, layer 1: expert 1 of 2 serves 100 % of 30 patients",
            warning,
            StringComparison.Ordinal);
        Assert.Contains("BalancingRate", warning, StringComparison.Ordinal);

        // Alternating, as two equal experts would be.
        PatientChoices?[] balanced = [.. Enumerable.Range(0, 30).Select(patient => new PatientChoices(
            null, new(2, 2, 2, 1, [new(ModalityUnitKind.Segregation, 0, 1, patient % 2, [0.5f, 0.5f])])))];
        Assert.Null(CollapsedGates.Warning([DecisionUsage.Of(balanced, network.Configuration)], network.Configuration));
    }

    [Fact]
    public void Training_warns_once_of_the_gates_that_its_record_says_have_collapsed()
    {
        var warnings = new List<string>();
        var ml = new MLContext(seed: 3);
        ml.Log += (_, entry) =>
        {
            if (entry.RawMessage.Contains("collapsed", StringComparison.Ordinal)) warnings.Add(entry.RawMessage);
        };
        var network = SmallStudy.TinyNetwork with { BalancingRate = 0 };
        using var model = ml.Survival.Trainers.AdaMhf(SmallStudy.Options with { Network = network, LearningRate = 1e-9, CpuThreads = 1 })
            .Fit(ConformanceCases.Prepared(ml, study));
        var collapsed = model.Training.Usage!.Experts.Where(layer => layer.LargestShare > 0.9).ToArray();
        // A network that has learned nothing sends everybody the same way somewhere.
        Assert.NotEmpty(collapsed);
        Assert.All(collapsed, layer => Assert.Contains(layer.Name, Assert.Single(warnings), StringComparison.Ordinal));
    }

    [Fact]
    public void Each_member_of_an_ensemble_has_its_usage()
    {
        var data = study.ML.Data.TakeRows(ConformanceCases.Prepared(study.ML, study), 16);
        using var model = study.ML.Survival.Trainers.AdaMhf(SmallStudy.Options with { Ensemble = 2, CpuThreads = 1 }).Fit(data);
        for (var member = 0; member < 2; member++)
        {
            Assert.Equal(
                model.Training.Members[member].Usage!.Experts.Select(layer => layer.MeanEntropy),
                model.Usage(data, member: member).Experts.Select(layer => layer.MeanEntropy));
        }
        Assert.NotEqual(
            model.Training.Members[0].Usage!.Experts.Select(layer => layer.MeanEntropy),
            model.Training.Members[1].Usage!.Experts.Select(layer => layer.MeanEntropy));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Usage(data, member: 2));
    }

    /// <summary>Decisions of a network with the model's weights, explained one patient at a time.</summary>
    private static List<Both?> Explained(AdaMhfTransformer model, IDataView data)
    {
        using var network = AdaMhfNetwork.Create(model.Configuration, seed: 1);
        NetworkWeights.Load(network, model.CopyWeights());
        network.eval();
        var groups = GenomicGroupAnnotation.ColumnsOf(data.Schema).Select(name => data.GetColumn<float[]>(name).ToArray()).ToArray();
        return [.. data.GetColumn<PatchBag>("Bag").Select((bag, row) =>
        {
            using var scope = NewDisposeScope();
            using var noGradient = no_grad();
            var hasGenes = !float.IsNaN(groups[0][row][0]);
            if (bag.IsEmpty && !hasGenes) return null;
            var patches = bag.IsEmpty ? null : bag.ReadInSpatialOrder([.. Enumerable.Range(0, bag.PatchCount)]);
            var (_, decisions) = network.Explain(new(
                patches is null ? null : tensor(patches.Values, patches.Count, patches.Width),
                hasGenes ? [.. groups.Select(group => tensor(group[row]))] : null));
            return new Both(Plain.Of(decisions.Pathology), Plain.Of(decisions.Genomics));
        })];
    }

    private sealed record Both(Plain? Pathology, Plain? Genomics)
    {
        public Plain? Of(Modality modality) => modality == Modality.Pathology ? Pathology : Genomics;
    }

    private sealed record Plain(int Tokens, int Selected, (int Expert, float[] Probabilities)[] Gates)
    {
        public static Plain? Of(ModalityDecisions? decisions) => decisions is null ? null : new(
            (int)decisions.Selection!.Scores.shape[0],
            (int)decisions.Selection.Count,
            [.. decisions.Segregation.Concat(decisions.Integration)
                .Select(gate => (gate.Expert, Probabilities: gate.Probabilities.data<float>().ToArray()))
                .Where(gate => gate.Probabilities.Length > 1)]);
    }
}
