using AdaMHF.Networks;
using AdaMHF.PatchBags;
using Microsoft.ML;
using static TorchSharp.torch;

namespace AdaMHF.MLNet.Tests;

[Collection(nameof(SmallStudy))]
public class CoxWeightTests(SmallStudy study)
{
    private static readonly AdaMhfTrainer.Options Combined = new()
    {
        Network = SmallStudy.TinyNetwork,
        Epochs = 8,
        BatchSize = 7,
        LinearStart = LinearStart.None,
        LearningRate = 0.01,
        WeightDecay = 0,
        CoxWeight = 0.5,
    };

    [Fact]
    public void A_step_that_is_computed_in_parts_is_the_step_of_all_its_patients()
    {
        using var scope = NewDisposeScope();
        TorchBackend.EnsureLoaded();
        const int Count = 9;
        var random = new Random(1);
        double[] time = [.. Enumerable.Range(0, Count).Select(i => (double)(i / 2))];
        bool[] died = [.. Enumerable.Range(0, Count).Select(i => i % 3 != 1)];
        int[] bins = [.. Enumerable.Range(0, Count).Select(i => i / 3)];
        var patients = new TrainingPatients(
            [.. time.Select((_, i) => $"P{i}")], time, died, [.. time.Select(_ => new PatientModalities(PatchBag.Empty, null))]);
        float[] values = [.. Enumerable.Range(0, Count * 4).Select(_ => (float)GenePatients.Normal(random))];

        var (whole, ofWhole) = Step(Count);
        var (parts, ofParts) = Step(2, 6, 1);
        Assert.Equal(whole, parts, 1e-4);
        Assert.All(ofWhole.Zip(ofParts), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        // The loss of a step by the formula, on the same numbers.
        var logits = tensor(values).reshape(Count, 4);
        var likelihood = DiscreteSurvivalBatchLoss.NegativeLogLikelihood(logits, bins, died).mean().item<float>();
        var cox = CoxLoss.Efron(logits.mean([1]), Array.ConvertAll(time, months => (float)months), died).item<float>();
        Assert.Equal(Count * ((0.7 * likelihood) + (0.3 * cox)), whole, 1e-4);

        (double Loss, float[] Gradient) Step(params int[] sizes)
        {
            var leaf = tensor(values).reshape(Count, 4).requires_grad_(true);
            var learner = StepLearner.Of(Combined with { CoxWeight = 0.3 }, patients, bins);
            var from = 0;
            foreach (var size in sizes)
            {
                // The auxiliary loss of a part is the mean of its patients'.
                var auxiliary = leaf.narrow(0, from, size).Square().sum(1).mean();
                var output = new BatchOutput(leaf.narrow(0, from, size), AuxiliaryLoss: auxiliary);
                learner.Take(output, [.. Enumerable.Range(from, size)], epoch: 1, share: (double)size / Count);
                from += size;
            }
            return (learner.End(epoch: 1)!.Value, [.. leaf.grad!.data<float>()]);
        }
    }

    [Fact]
    public void It_orders_the_training_patients_better_than_the_likelihood_alone_and_keeps_their_hazards()
    {
        var (with, alone) = (Evaluate(Combined), Evaluate(Combined with { CoxWeight = 0 }));
        Assert.True(with.ConcordanceIndex > Math.Max(0.7, alone.ConcordanceIndex), $"{with.ConcordanceIndex} {alone.ConcordanceIndex}");
        // A log hazard has any level; hazards are still those of deaths.
        Assert.True(with.Brier!.Integrated < alone.Brier!.Integrated + 0.05);

        SurvivalMetrics Evaluate(AdaMhfTrainer.Options options)
        {
            using var model = study.Pipeline(study.ML, options).Fit(study.Split.TrainSet);
            var scored = model.Transform(study.Split.TrainSet);
            return study.ML.Survival.Evaluate(study.ML.Data.FilterByCustomPredicate<Scored>(scored, row => float.IsNaN(row.Score)));
        }
    }

    [Fact]
    public void The_validation_loss_is_the_same_sum_and_chooses_the_epoch()
    {
        var options = Combined with { EarlyStopping = new() { ValidationShare = 0.3 }, Epochs = 3 };
        using var model = study.Pipeline(study.ML, options).Fit(study.Split.TrainSet);
        var curve = model.LastTransformer.Training.Curve;
        Assert.Equal(curve.MinBy(epoch => epoch.ValidationLoss)!.Epoch, model.LastTransformer.Training.SelectedEpoch);
        Assert.All(curve, epoch => Assert.InRange(epoch.ValidationLoss!.Value, 0.2, 5));
    }

    [Fact]
    public void What_it_cannot_be_combined_with_is_refused()
    {
        foreach (var (wrong, said) in new[]
        {
            (Combined with { BatchSize = 1 }, "CoxWeight compares the patients of a step"),
            (Combined with { CoxWeight = 1 }, "[0, 1)"),
            (Combined with { CoxWeight = double.NaN }, "[0, 1)"),
            (Combined with { Loss = SurvivalLoss.Ranking }, "has no hazards"),
        })
        {
            var error = Assert.Throws<ArgumentException>(() => study.ML.Survival.Trainers.AdaMhf(wrong));
            Assert.Contains(said, error.Message, StringComparison.Ordinal);
        }
    }

    private sealed class Scored
    {
        public float Score { get; set; }
    }
}
