using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

[Collection(nameof(SmallStudy))]
public class TrainingEngineTests(SmallStudy study)
{
    [Theory]
    [InlineData(SurvivalOptimizer.AdamW)]
    [InlineData(SurvivalOptimizer.Adam)]
    [InlineData(SurvivalOptimizer.RAdam)]
    [InlineData(SurvivalOptimizer.Sgd)]
    public void Every_optimizer_fits_the_training_patients(SurvivalOptimizer optimizer)
    {
        // RAdam starts as gradient descent.
        var rate = optimizer is SurvivalOptimizer.Sgd or SurvivalOptimizer.RAdam ? 0.02 : 0.003;
        using var model = Fit(new()
        {
            Network = SmallStudy.TinyNetwork,
            Epochs = 6,
            Optimizer = optimizer,
            LearningRate = rate,
            WeightDecay = 0,
            ModalityDropout = 0,
        });
        var curve = model.LastTransformer.Training.Curve;
        Assert.Equal(6, curve.Count);
        Assert.True(curve[^1].Loss < curve[0].Loss - 0.01, $"{curve[0].Loss} to {curve[^1].Loss}");
    }

    [Fact]
    public void Cross_entropy_fits_the_training_patients()
    {
        using var model = Fit(new()
        {
            Network = SmallStudy.TinyNetwork,
            Epochs = 6,
            LearningRate = 0.003,
            WeightDecay = 0,
            ModalityDropout = 0,
            Loss = SurvivalLoss.CrossEntropy,
            LossAlpha = 0.15,
        });
        var curve = model.LastTransformer.Training.Curve;
        Assert.True(curve[^1].Loss < curve[0].Loss - 0.01, $"{curve[0].Loss} to {curve[^1].Loss}");
        Assert.Throws<ArgumentException>(() => study.ML.Survival.Trainers.AdaMhf(new() { LossAlpha = 2 }));
    }

    [Theory]
    [InlineData(SurvivalLoss.Cox)]
    [InlineData(SurvivalLoss.Ranking)]
    public void Losses_that_compare_patients_order_them_and_give_curves(SurvivalLoss loss)
    {
        using var model = Fit(new()
        {
            Network = SmallStudy.TinyNetwork,
            Epochs = 10,
            // Some numbers of training patients leave a single patient for the last batch.
            BatchSize = 7,
            LearningRate = 0.01,
            WeightDecay = 0,
            ModalityDropout = 0,
            Loss = loss,
            ReportedMonths = [6],
        });
        var scored = model.Transform(study.Split.TrainSet);
        var known = study.ML.Data.FilterByCustomPredicate<Scored>(scored, row => float.IsNaN(row.Score));
        var metrics = study.ML.Survival.Evaluate(known);
        Assert.True(metrics.ConcordanceIndex > 0.75, metrics.ToString());
        // Curves fall, and by the baseline of the training patients their mean is close to the Kaplan-Meier estimate.
        float[][] survival = [.. known.GetColumn<float[]>("SurvivalProbabilities")];
        Assert.All(survival, patient => Assert.Equal(patient.OrderDescending(), patient));
        double[] time = [.. known.GetColumn<float>("Time")];
        bool[] died = [.. known.GetColumn<bool>("Event")];
        var half = model.LastTransformer.TimeBinEdges[2];
        Assert.Equal(KaplanMeier.Fit(time, died).SurvivalAt(half), survival.Average(patient => patient[1]), 0.15);

        // The baseline is stored in the zip.
        var reloaded = SmallStudy.Reloaded(model, study.Cohort.Data.Schema);
        using var owner = (IDisposable)reloaded;
        var again = reloaded.Transform(study.Split.TrainSet).GetColumn<float[]>("SurvivalProbabilities");
        Assert.Equal(survival, again.Where(patient => !float.IsNaN(patient[0])));

        var refused = Assert.Throws<ArgumentException>(() => study.ML.Survival.Trainers.AdaMhf(new() { Loss = loss, BatchSize = 1 }));
        Assert.Contains("compares the patients of a step", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradients_of_several_patients_average_into_one_step()
    {
        // Plain gradient descent without dropout on two patients: one step moves by the mean of both gradients.
        var data = study.ML.Data.TakeRows(study.Split.TrainSet, 2);
        var network = SmallStudy.TinyNetwork with { Dropout = 0, GenomicDropout = 0, ExpertsPerLayer = [1] };
        AdaMhfTrainer.Options Options(int batchSize, double rate) => new()
        {
            Network = network,
            Epochs = 1,
            Optimizer = SurvivalOptimizer.Sgd,
            Momentum = 0,
            LearningRate = rate,
            Schedule = LearningRateSchedule.Constant,
            WeightDecay = 0,
            ModalityDropout = 0,
            BatchSize = batchSize,
            TimeBins = 2,
            Seed = 4,
        };
        // With steps this small, two steps in a row move by the sum of both gradients to first order.
        const double Rate = 1e-4;
        var (start, together, apart) = (Scores(Options(2, 1e-30)), Scores(Options(2, 2 * Rate)), Scores(Options(1, Rate)));
        for (var i = 0; i < start.Length; i++)
        {
            if (float.IsNaN(start[i])) continue;
            var moved = apart[i] - start[i];
            Assert.Equal(moved, together[i] - start[i], 1e-6 + (0.02 * Math.Abs(moved)));
        }

        float[] Scores(AdaMhfTrainer.Options options)
        {
            using var model = Pipeline(options).Fit(data);
            return SmallStudy.Scores(model.Transform(study.Split.TestSet));
        }
    }

    [Fact]
    public void Progress_reports_the_loss_of_the_completed_steps()
    {
        var reports = new List<TrainingProgress>();
        using var model = Fit(SmallStudy.Options with { BatchSize = 4, Progress = new ProgressWatcher(reports.Add) });
        // One report after each step, whose patients are computed together.
        Assert.Equal([4, 8, 12], reports.Take(3).Select(report => report.Patient));
        Assert.Equal(reports[^1].Patients, reports[^1].Patient);
        Assert.All(reports, report => Assert.True(double.IsFinite(report.Loss)));
        Assert.Equal(model.LastTransformer.Training.Curve[0].Loss, reports[^1].Loss, 12);
    }

    [Fact]
    public void Clipped_gradients_move_the_weights_no_further_than_the_norm_allows()
    {
        AdaMhfTrainer.Options Options(double? maxNorm) => new()
        {
            Network = SmallStudy.TinyNetwork,
            Epochs = 1,
            Optimizer = SurvivalOptimizer.Sgd,
            Momentum = 0,
            LearningRate = 0.05,
            WeightDecay = 0,
            MaxGradientNorm = maxNorm,
        };
        using var free = Fit(Options(null));
        using var clipped = Fit(Options(1e-6));
        using var still = Fit(Options(1e-30));
        var start = SmallStudy.Scores(still.Transform(study.Split.TestSet));
        Assert.True(Distance(free) > 1000 * Distance(clipped));
        Assert.True(Distance(clipped) < 1e-4);

        double Distance(TransformerChain<AdaMhfTransformer> model) => SmallStudy.Scores(model.Transform(study.Split.TestSet)).Zip(start)
            .Where(pair => !float.IsNaN(pair.First))
            .Max(pair => Math.Abs(pair.First - pair.Second));
    }

    [Fact]
    public void The_epoch_is_chosen_by_validation_patients_and_the_model_has_its_weights()
    {
        var messages = new List<string>();
        var ml = new MLContext(seed: 3);
        ml.Log += (_, log) => messages.Add(log.RawMessage);
        var options = new AdaMhfTrainer.Options
        {
            // A learning rate that soon overshoots, so that the last epoch is not the best.
            Network = SmallStudy.TinyNetwork,
            Epochs = 30,
            LearningRate = 0.02,
            WeightDecay = 0,
            ModalityDropout = 0,
            Schedule = LearningRateSchedule.Constant,
            EarlyStopping = new() { ValidationShare = 0.3, Patience = 3 },
        };
        using var model = study.Pipeline(ml, options).Fit(study.Split.TrainSet);
        var record = model.LastTransformer.Training;
        var best = record.Curve.MinBy(epoch => epoch.ValidationLoss)!;
        Assert.Equal(best.Epoch, record.SelectedEpoch);
        Assert.Equal("best validation loss", record.Selection);
        Assert.Equal(Math.Min(30, best.Epoch + 3), record.Curve.Count);
        Assert.True(record.Curve.Count < 30, "The learning rate should have overshot.");
        Assert.Contains(messages, message => message.Contains("training ends", StringComparison.Ordinal));

        // A run that ends with the best epoch has the same weights, as its validation patients are the same.
        var shorter = options with { Epochs = best.Epoch, EarlyStopping = new() { ValidationShare = 0.3, Patience = 30 } };
        using var again = study.Pipeline(new MLContext(seed: 3), shorter).Fit(study.Split.TrainSet);
        Assert.Equal(SmallStudy.ScoreBits(model, study.Cohort.Data), SmallStudy.ScoreBits(again, study.Cohort.Data));
    }

    [Fact]
    public void The_record_has_data_seed_and_versions_and_is_stored_in_the_zip()
    {
        var record = study.Model.LastTransformer.Training;
        var training = study.Split.TrainSet.GetColumn<bool>("Event").Count();
        Assert.InRange(record.Patients, training - 8, training);
        Assert.Equal((3, "cpu", "last epoch", 1), (record.Seed, record.Device, record.Selection, record.SelectedEpoch));
        Assert.Equal("0.107.0", record.TorchSharpVersion);

        var reloaded = SmallStudy.Reloaded(study.Model, study.Cohort.Data.Schema);
        using var owner = (IDisposable)reloaded;
        var kept = ((IEnumerable<ITransformer>)reloaded).OfType<AdaMhfTransformer>().Single().Training;
        Assert.Equal((record.DataHash, record.Patients, record.Events), (kept.DataHash, kept.Patients, kept.Events));
        Assert.Equal(record.Curve, kept.Curve);

        // Different rows have a different hash.
        using var fewer = Pipeline(SmallStudy.Options).Fit(study.ML.Data.TakeRows(study.Split.TrainSet, 30));
        Assert.NotEqual(record.DataHash, fewer.LastTransformer.Training.DataHash);
    }

    [Fact]
    public void A_constant_risk_is_warned_about()
    {
        var messages = new List<string>();
        var ml = new MLContext(seed: 3);
        ml.Log += (_, log) => messages.Add(log.Message);
        // All patients have the same genes and so the same risk.
        var twins = ml.Data.LoadFromEnumerable(Enumerable.Range(1, 12).Select(month => new Twin { Time = month, Event = month % 2 == 0 }));
        using var model = ml.Survival.Trainers.AdaMhf(new AdaMhfTrainer.Options
        {
            Network = SmallStudy.TinyNetwork,
            Epochs = 1,
            BagColumnName = null,
            GenomicColumnNames = ["Genes"],
        }).Fit(twins);
        Assert.Contains(messages, message => message.Contains("the same risk to the first 12 training patients", StringComparison.Ordinal));
    }

    [Fact]
    public void Balanced_sampling_draws_deaths_as_often_as_survivors()
    {
        // Few patients die among many who live: with balanced sampling, the predicted hazards rise towards one half.
        AdaMhfTrainer.Options Options(bool balancedSampling) => new()
        {
            Network = SmallStudy.TinyNetwork,
            Epochs = 5,
            LearningRate = 0.003,
            ModalityDropout = 0,
            TimeBins = 2,
            BalancedSampling = balancedSampling,
        };
        var deaths = study.Split.TrainSet.GetColumn<bool>("Event").Count(died => died);
        var early = study.Split.TrainSet.GetColumn<float>("Time").Order().ElementAt(4);
        var rare = study.ML.Data.FilterByCustomPredicate<Outcome>(study.Split.TrainSet, row => row.Event && row.Time > early);
        var rareDeaths = rare.GetColumn<bool>("Event").Count(died => died);
        Assert.InRange(rareDeaths, 2, deaths - 1);
        using var plain = Pipeline(Options(false)).Fit(rare);
        using var balanced = Pipeline(Options(true)).Fit(rare);
        Assert.True(Mean(balanced) > Mean(plain), $"{Mean(plain)} to {Mean(balanced)}");

        float Mean(TransformerChain<AdaMhfTransformer> model) =>
            SmallStudy.Scores(model.Transform(study.Split.TestSet)).Where(score => !float.IsNaN(score)).Average();
    }

    [Theory]
    [InlineData(LearningRateSchedule.Constant, new[] { 1.0, 1, 1, 1, 1 })]
    [InlineData(LearningRateSchedule.Step, new[] { 1.0, 1, 0.5, 0.5, 0.25 })]
    [InlineData(LearningRateSchedule.Exponential, new[] { 1.0, 0.5, 0.25, 0.125, 0.0625 })]
    [InlineData(LearningRateSchedule.Plateau, new[] { 1.0, 1, 1, 0.5, 0.5 })]
    public void Schedules_follow_their_formula(LearningRateSchedule schedule, double[] expected)
    {
        var plan = new LearningRatePlan(schedule, 1, 5, 4) { DecayEpochs = 2 };
        // The loss falls once and then stays constant.
        for (var epoch = 1; epoch <= 5; epoch++)
        {
            Assert.Equal(expected[epoch - 1], plan.At(epoch, 3), 12);
            plan.EndEpoch(1);
        }
    }

    [Fact]
    public void A_cosine_falls_to_zero_and_a_warm_up_rises_to_it()
    {
        var cosine = new LearningRatePlan(LearningRateSchedule.Cosine, 2, 10, 10);
        Assert.Equal((2, 1), (cosine.At(1, 0), Math.Round(cosine.At(6, 0), 12)));
        Assert.InRange(cosine.At(10, 9), 0, 0.001);
        var warm = cosine with { WarmUpSteps = 4 };
        var shares = Enumerable.Range(0, 4).Select(step => Math.Round(warm.At(1, step) / cosine.At(1, step), 12));
        Assert.Equal([0.25, 0.5, 0.75, 1], shares);
    }

    [Fact]
    public void The_log_likelihood_of_hazards_is_minus_the_loss_of_the_networks()
    {
        double[] hazards = [0.1, 0.4, 0.7];
        Assert.Equal(Math.Log(0.9 * 0.6 * 0.7), DiscreteHazards.LogLikelihood(hazards, 2, observed: true), 12);
        Assert.Equal(Math.Log(0.9 * 0.6), DiscreteHazards.LogLikelihood(hazards, 1, observed: false), 12);
        Assert.Equal(Math.Log(1e-7), DiscreteHazards.LogLikelihood([0, 1], 0, observed: true), 12);
    }

    private EstimatorChain<AdaMhfTransformer> Pipeline(AdaMhfTrainer.Options options) => study.Pipeline(study.ML, options);

    private TransformerChain<AdaMhfTransformer> Fit(AdaMhfTrainer.Options options) => Pipeline(options).Fit(study.Split.TrainSet);

    private sealed class Twin
    {
        public float Time { get; set; }

        public bool Event { get; set; }

        [VectorType(5)]
        public float[] Genes { get; set; } = [1, 0, -1, 0.5f, 2];
    }

    private sealed class Scored
    {
        public float Score { get; set; }
    }

    private sealed class Outcome
    {
        public bool Event { get; set; }

        public float Time { get; set; }
    }
}
