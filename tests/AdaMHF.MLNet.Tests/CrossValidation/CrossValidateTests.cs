using System.Globalization;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

public class CrossValidateTests
{
    private readonly MLContext _ml = new(seed: 3);
    private readonly TabularCohort _cohort = new(300, seed: 4);

    private IEstimator<ITransformer> Cox => TabularCohort.Features(_ml).Append(_ml.Survival.Trainers.CoxProportionalHazards());

    [Fact]
    public void Every_patient_is_held_out_once_and_is_then_no_training_patient()
    {
        using var result = _ml.Survival.CrossValidate(_cohort.Data(_ml), Cox);
        var deathsPerFold = _cohort.Rows.Count(row => row.Event) / 5;
        Assert.Equal(5, result.Folds.Count);
        var frame = result.ToDataFrame();
        Assert.Equal(_cohort.Rows.Select(row => row.PatientId).Order(), frame.Columns["PatientId"].Cast<string>().Order());
        foreach (var fold in result.Folds)
        {
            var (train, held) = (Ids(fold.TrainSet), Ids(fold.ScoredHoldOutSet));
            Assert.Empty(train.Intersect(held));
            Assert.Equal(300, train.Length + held.Length);
            Assert.Equal(held.Length, fold.Metrics.Patients);
            Assert.InRange(fold.Metrics.Events, deathsPerFold - 1, deathsPerFold + 1);
        }
    }

    [Fact]
    public void A_fold_s_model_does_not_depend_on_its_held_out_patients()
    {
        using var plain = _ml.Survival.CrossValidate(_cohort.Data(_ml), Cox);
        var held = Ids(plain.Folds[2].ScoredHoldOutSet).ToHashSet();
        // Their covariates change, and their times without a change of their order.
        var changed = _ml.Data.LoadFromEnumerable(_cohort.Rows.Select(row => held.Contains(row.PatientId)
            ? row.With(other => (other.Age, other.Marker, other.Time) = (9, 9, other.Time * 1.0001f)) : row));
        using var again = _ml.Survival.CrossValidate(changed, Cox);
        Assert.Equal(Coefficients(plain, 2), Coefficients(again, 2));
        Assert.NotEqual(Coefficients(plain, 1), Coefficients(again, 1));
    }

    [Fact]
    public void The_numbers_together_are_those_of_the_predictions()
    {
        using var result = _ml.Survival.CrossValidate(_cohort.Data(_ml), Cox);
        var frame = result.ToDataFrame();
        double[] time = [.. frame.Columns["Time"].Cast<double>()], risk = [.. frame.Columns["Score"].Cast<double>()];
        bool[] died = [.. frame.Columns["Event"].Cast<bool>()];
        int[] fold = [.. frame.Columns["Fold"].Cast<int>()];
        double[] indices = [.. Enumerable.Range(0, 5).Select(number =>
        {
            int[] rows = [.. Enumerable.Range(0, 300).Where(row => fold[row] == number)];
            return Concordance.Harrell(
                [.. rows.Select(row => time[row])],
                [.. rows.Select(row => died[row])],
                [.. rows.Select(row => risk[row])]).ConcordanceIndex;
        })];
        Assert.Equal(indices.Average(), result.MeanConcordanceIndex, 1e-12);
        Assert.Equal(Math.Sqrt(indices.Sum(index => Math.Pow(index - indices.Average(), 2)) / 4), result.StandardDeviation, 1e-12);
        // 2.776445 is the 0.975 quantile of Student's distribution with 4 degrees of freedom.
        Assert.Equal(result.MeanConcordanceIndex - (2.776445 * result.StandardDeviation / Math.Sqrt(5)), result.MeanLowerBound, 1e-6);
        Assert.Equal(result.Folds.Sum(one => one.Metrics.ComparablePairs), result.WithinFolds.ComparablePairs);
        Assert.Equal(Concordance.Harrell(time, died, risk).ConcordanceIndex, result.Pooled.ConcordanceIndex);
        Assert.True(result.Pooled.ComparablePairs > 4 * result.WithinFolds.ComparablePairs);

        double[] truth =
        [
            .. frame.Columns["PatientId"].Cast<string>()
                .Select(id => _cohort.Rows[int.Parse(id[1..], CultureInfo.InvariantCulture)])
                .Select(row => row.Age + (0.5 * row.Stage)),
        ];
        var oracle = Concordance.HarrellStratified(time, died, truth, fold).ConcordanceIndex;
        Assert.InRange(result.WithinFolds.ConcordanceIndex, oracle - 0.03, oracle + 0.01);
    }

    [Fact]
    public void Patients_without_an_outcome_or_a_prediction_are_left_out_and_named()
    {
        var incomplete = _ml.Data.LoadFromEnumerable(_cohort.Rows.Select((row, i) => row.With(changed =>
        {
            if (i == 5) changed.Time = float.NaN;
            if (i == 7) changed.Stage = float.NaN;
        })));
        // Patient 7 is a training patient of no fold.
        string[] ids = [.. _cohort.Rows.Select(row => row.PatientId)];
        var splits = new[] { new SurvivalSplit(ids[100..], ids[..100]), new SurvivalSplit(ids[100..], ids[..50]) };
        using var result = _ml.Survival.CrossValidate(incomplete, Cox, new SurvivalCrossValidationOptions { Splits = splits });
        Assert.Equal(["P5", "P7", "P7"], result.LeftOut.Select(patient => patient.Patient));
        Assert.Contains("Time is NaN", result.LeftOut[0].Reason, StringComparison.Ordinal);
        Assert.Equal([98, 48], result.Folds.Select(fold => fold.Metrics.Patients));
        Assert.Equal(98 + 48, result.ToDataFrame().Rows.Count);
    }

    [Fact]
    public void Sites_are_spread_evenly_over_the_folds_when_asked()
    {
        var bySite = new SurvivalCrossValidationOptions { SiteColumnName = "Site" };
        using var result = _ml.Survival.CrossValidate(_cohort.Data(_ml), Cox, bySite);
        var inA = _cohort.Rows.Count(row => row.Site == "A");
        Assert.All(
            result.Folds,
            fold => Assert.InRange(
                fold.ScoredHoldOutSet.GetColumn<string>("Site").Count(site => site == "A"), inA / 5, (inA / 5) + 1));
    }

    [Fact]
    public void Given_splits_are_used_as_they_are()
    {
        string[] ids = [.. _cohort.Rows.Select(row => row.PatientId)];
        var messages = new List<string>();
        _ml.Log += (_, log) => messages.Add(log.RawMessage);
        var splits = new[] { new SurvivalSplit(ids[100..], ids[..100]), new SurvivalSplit(ids[..200], ids[200..290]) };
        using var result = _ml.Survival.CrossValidate(_cohort.Data(_ml), Cox, new SurvivalCrossValidationOptions { Splits = splits });
        Assert.Equal(ids[200..290], Ids(result.Folds[1].ScoredHoldOutSet));
        Assert.Contains(messages, message => message.Contains("does not name 10 of 300 patients", StringComparison.Ordinal));
        Assert.Contains(messages, message => message.Contains("Fold 1/2: C 0.", StringComparison.Ordinal));

        var unknown = new SurvivalCrossValidationOptions { Splits = [new SurvivalSplit(ids[..200], ["NOBODY", ids[250]])] };
        var error = Assert.Throws<CohortFileException>(() => _ml.Survival.CrossValidate(_cohort.Data(_ml), Cox, unknown));
        Assert.Contains("NOBODY", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parallel_folds_give_the_same_models()
    {
        using var one = _ml.Survival.CrossValidate(_cohort.Data(_ml), Cox, new SurvivalCrossValidationOptions { Seed = 5 });
        var parallel = new SurvivalCrossValidationOptions { Seed = 5, ParallelFolds = 2 };
        using var two = _ml.Survival.CrossValidate(_cohort.Data(_ml), Cox, parallel);
        Assert.Equal(one.ToDataFrame().Columns["Score"].Cast<double>(), two.ToDataFrame().Columns["Score"].Cast<double>());
        using var other = _ml.Survival.CrossValidate(_cohort.Data(_ml), Cox, new SurvivalCrossValidationOptions { Seed = 6 });
        Assert.NotEqual(one.WithinFolds.ConcordanceIndex, other.WithinFolds.ConcordanceIndex);
    }

    [Fact]
    public void The_index_of_the_best_epoch_is_reported_as_well_and_is_never_lower()
    {
        var rows = new TabularCohort(40, seed: 3).Data(_ml);
        var options = new AdaMhfTrainer.Options
        {
            Network = SmallStudy.TinyNetwork,
            BagColumnName = null,
            GenomicColumnNames = ["Features"],
            Epochs = 3,
            LearningRate = 0.01,
            KeepEpochWeights = true,
        };
        var pipeline = TabularCohort.Features(_ml).Append(_ml.Survival.Trainers.AdaMhf(options));
        using var validation = _ml.Survival.CrossValidate(rows, pipeline, numberOfFolds: 2);
        foreach (var fold in validation.Folds)
        {
            // The last epoch's weights are the model's own.
            var model = ((IEnumerable<ITransformer>)fold.Model).OfType<AdaMhfTransformer>().Single();
            var prepared = ((IEnumerable<ITransformer>)fold.Model).First().Transform(fold.ScoredHoldOutSet);
            var epochs = _ml.Survival.EvaluateEpochs(model, prepared);
            Assert.Equal((3, fold.Metrics.ConcordanceIndex), (epochs.Count, epochs[^1].ConcordanceIndex));
            Assert.Equal(epochs.Max(epoch => epoch.ConcordanceIndex), fold.BestEpoch!.Concordance.ConcordanceIndex);
            Assert.Equal(fold.BestEpoch.Concordance.ConcordanceIndex, epochs[fold.BestEpoch.Epoch - 1].ConcordanceIndex);
        }
        Assert.True(validation.MeanBestEpochConcordanceIndex >= validation.MeanConcordanceIndex);
        Assert.Contains("which flatters", validation.ToString(), StringComparison.Ordinal);

        using var plain = _ml.Survival.Trainers.AdaMhf(options with { Epochs = 1, KeepEpochWeights = false })
            .Fit(TabularCohort.Features(_ml).Fit(rows).Transform(rows));
        Assert.Throws<ArgumentException>(() => _ml.Survival.EvaluateEpochs(plain, rows));
    }

    [Fact]
    public void Errors_of_a_fold_come_as_they_are_and_cancellation_is_heard()
    {
        var incomplete = _ml.Data.LoadFromEnumerable(
            _cohort.Rows.Select((row, i) => row.With(changed => changed.Stage = i == 7 ? float.NaN : changed.Stage)));
        Assert.Throws<SurvivalDataException>(() => _ml.Survival.CrossValidate(incomplete, Cox));
        Assert.Throws<ArgumentException>(() => _ml.Survival.CrossValidate(_cohort.Data(_ml), Cox, numberOfFolds: 1));
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var stopped = new SurvivalCrossValidationOptions { CancellationToken = cancelled.Token };
        Assert.ThrowsAny<OperationCanceledException>(() => _ml.Survival.CrossValidate(_cohort.Data(_ml), Cox, stopped));
    }

    private static string[] Ids(IDataView data) => [.. data.GetColumn<string>("PatientId")];

    private static double[] Coefficients(SurvivalCrossValidation result, int fold) =>
        [.. ((IEnumerable<ITransformer>)result.Folds[fold].Model).OfType<CoxTransformer>().Single().Predictor.Coefficients];
}
