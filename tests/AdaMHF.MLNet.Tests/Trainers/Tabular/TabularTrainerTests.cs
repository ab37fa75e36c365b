using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

public class TabularTrainerTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TabularCohort _cohort = new(400, seed: 2);

    private double[] Times => [.. _cohort.Rows.Select(row => (double)row.Time)];

    private bool[] Events => [.. _cohort.Rows.Select(row => row.Event)];

    [Fact]
    public void The_Cox_trainer_fits_the_model_of_the_statistics_library()
    {
        var model = Fit(_ml.Survival.Trainers.CoxProportionalHazards(ridge: 0.5));
        var expected = CoxRegression.Fit(Times, Events, Covariates(), new CoxOptions { Ridge = 0.5 });
        Assert.Equal(expected.Coefficients, model.LastTransformer.Predictor.Coefficients);
        var scored = Scored(model);
        Assert.All(Enumerable.Range(0, 400), i => Assert.Equal(expected.Risk(Row(i)), scored[i].Score, 1e-5));
        Assert.Equal(1.0, model.LastTransformer.Model!.Coefficients[0], 0.25);
    }

    [Fact]
    public void The_discrete_hazard_trainer_fits_the_model_of_the_statistics_library()
    {
        var model = Fit(_ml.Survival.Trainers.DiscreteHazard(ridge: 2));
        var bins = TimeBins.FromEventQuantiles(Times, Events);
        var expected = DiscreteHazardRegression.Fit(Times, Events, Covariates(), bins, new() { Ridge = 2 });
        var scored = Scored(model);
        for (var i = 0; i < 400; i++)
        {
            var hazards = expected.Hazards(Row(i));
            Assert.All(hazards.Zip(scored[i].Hazards), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
            Assert.Equal(DiscreteHazards.Risk(hazards), scored[i].Score, 1e-6);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Curve_times_and_months_of_a_patient_are_consistent(bool cox)
    {
        double[] months = [6, 24, 1000];
        IEstimator<SurvivalTransformer> trainer = cox
            ? _ml.Survival.Trainers.CoxProportionalHazards(new CoxTrainer.Options { ReportedMonths = months })
            : _ml.Survival.Trainers.DiscreteHazard(new DiscreteHazardTrainer.Options { ReportedMonths = months });
        var chain = TabularCohort.Features(_ml).Append(trainer).Fit(_cohort.Data(_ml));
        var scored = Scored(chain);
        var longest = Times.Max();
        Assert.Equal(longest, chain.LastTransformer.LongestMonths, 1e-3);
        foreach (var patient in scored)
        {
            var survival = 1.0;
            for (var k = 0; k < 4; k++)
            {
                survival *= 1 - patient.Hazards[k];
                Assert.Equal(survival, patient.SurvivalProbabilities[k], 1e-5);
            }
            Assert.True(patient.SurvivalAt[0] >= patient.SurvivalAt[1]);
            Assert.True(float.IsNaN(patient.SurvivalAt[2]));
            Assert.InRange(patient.ExpectedMonths, 0, longest);
            if (!float.IsNaN(patient.MedianMonths)) Assert.InRange(patient.MedianMonths, 0, longest);
        }
        // By every output, patients at higher risk are expected to die earlier.
        var byRisk = scored.OrderBy(patient => patient.Score).ToArray();
        Assert.True(byRisk[10].ExpectedMonths > byRisk[^10].ExpectedMonths);
        Assert.True(byRisk[10].SurvivalAt[1] > byRisk[^10].SurvivalAt[1]);
        Assert.Equal(["6", "24", "1000"], SlotNames.Of(chain.Transform(_cohort.Data(_ml)).Schema["SurvivalAt"]));
    }

    [Fact]
    public void The_expected_time_is_the_area_under_the_Cox_curve()
    {
        var model = CoxRegression.Fit(Times, Events, Covariates()).Predictor;
        var horizon = Times.Max();
        foreach (var risk in new[] { -1.0, 0, 2 })
        {
            const int Steps = 200_000;
            var area = Enumerable.Range(0, Steps).Sum(k => model.SurvivalAt(risk, (k + 0.5) * horizon / Steps)) * horizon / Steps;
            Assert.Equal(area, model.ExpectedTime(risk, horizon), 1e-2);
            var median = model.MedianTime(risk);
            if (double.IsNaN(median)) Assert.True(model.SurvivalAt(risk, horizon) > 0.5);
            else Assert.True(model.SurvivalAt(risk, median) <= 0.5 && model.SurvivalAt(risk, median - 1e-6) > 0.5);
        }
    }

    [Fact]
    public void More_features_than_patients_can_be_fitted_with_a_ridge_penalty()
    {
        // Two informative features and 300 of noise. With so strong a penalty, Newton's method and the fit on the row span must agree.
        var random = new Random(9);
        var rows = _cohort.Rows.Take(150).Select(row => new WideRow
        {
            Time = row.Time,
            Event = row.Event,
            Features = [row.Age, row.Stage, .. Enumerable.Range(0, 300).Select(_ => random.NextSingle())],
        }).ToArray();
        var data = _ml.Data.LoadFromEnumerable(rows);
        var model = _ml.Survival.Trainers.CoxProportionalHazards(ridge: 30).Fit(data);
        var covariates = new double[150, 302];
        for (var i = 0; i < 150; i++)
        {
            for (var column = 0; column < 302; column++) covariates[i, column] = rows[i].Features[column];
        }
        double[] times = [.. rows.Select(row => (double)row.Time)];
        bool[] events = [.. rows.Select(row => row.Event)];
        var expected = CoxRegression.Fit(times, events, covariates, new CoxOptions { Ridge = 30 });
        AssertClose(expected.Coefficients, model.Predictor.Coefficients, 1e-4);
        AssertClose(expected.BaselineCumulativeHazard, model.Predictor.BaselineCumulativeHazard, 1e-3);
        Assert.Null(model.Model);

        static void AssertClose(IEnumerable<double> expected, IEnumerable<double> actual, double tolerance) =>
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }

    [Fact]
    public void Constant_features_are_left_out_and_logged()
    {
        var messages = new List<string>();
        _ml.Log += (_, log) => messages.Add(log.RawMessage);
        var data = _ml.Data.LoadFromEnumerable(_cohort.Rows.Select(row => row.With(changed => changed.Marker = 3)));
        var model = TabularCohort.Features(_ml).Append(_ml.Survival.Trainers.CoxProportionalHazards()).Fit(data);
        Assert.Equal([0, 1], model.LastTransformer.UsedSlots);
        const string Expected = "1 of 3 features are the same for all 400 patients";
        Assert.Contains(messages, message => message.Contains(Expected, StringComparison.Ordinal));
        Assert.InRange(_ml.Survival.Evaluate(model.Transform(_cohort.Data(_ml))).ConcordanceIndex, 0.65, 0.9);
    }

    [Fact]
    public void A_missing_feature_is_refused_in_training_and_gives_NaN_in_prediction()
    {
        TabularRow[] rows = [.. _cohort.Rows];
        rows[7] = rows[7].With(changed => changed.Stage = float.NaN);
        var incomplete = _ml.Data.LoadFromEnumerable(rows);
        var pipeline = TabularCohort.Features(_ml).Append(_ml.Survival.Trainers.CoxProportionalHazards());
        var error = Assert.Throws<SurvivalDataException>(() => pipeline.Fit(incomplete));
        Assert.Contains("Patient P7 has NaN in slot 1 (Stage) of 'Features'", error.Message, StringComparison.Ordinal);

        var scored = Scored(pipeline.Fit(_cohort.Data(_ml)), incomplete);
        Assert.True(float.IsNaN(scored[7].Score) && scored[7].Hazards.All(float.IsNaN) && float.IsNaN(scored[7].ExpectedMonths));
        Assert.False(float.IsNaN(scored[8].Score));
    }

    [Fact]
    public void A_saved_model_predicts_the_same_bits_after_loading()
    {
        foreach (var trainer in new IEstimator<SurvivalTransformer>[]
        {
            _ml.Survival.Trainers.CoxProportionalHazards(), _ml.Survival.Trainers.DiscreteHazard(),
        })
        {
            var model = TabularCohort.Features(_ml).Append(trainer).Fit(_cohort.Data(_ml));
            var loaded = SmallStudy.Reloaded(model, _cohort.Data(_ml).Schema);
            Assert.Equal(Scored(model).Select(patient => patient.Score), Scored(loaded).Select(patient => patient.Score));
            var engine = _ml.Model.CreatePredictionEngine<TabularRow, TabularPrognosis>(loaded);
            Assert.Equal(Scored(model)[5].Score, engine.Predict(_cohort.Rows[5]).Score);
        }
    }

    [Fact]
    public void Bad_columns_and_options_are_refused()
    {
        var trainer = _ml.Survival.Trainers.CoxProportionalHazards();
        var missing = Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Fit(_cohort.Data(_ml)));
        Assert.Contains("feature column 'Features'", missing.Message, StringComparison.Ordinal);
        var wrong = _ml.Transforms.Concatenate("Features", "Age").Append(_ml.Survival.Trainers.CoxProportionalHazards("Features", "Event"));
        Assert.Throws<ArgumentOutOfRangeException>(() => wrong.Fit(_cohort.Data(_ml)));
        Assert.Throws<ArgumentException>(() => _ml.Survival.Trainers.CoxProportionalHazards(ridge: -1));
        var options = new DiscreteHazardTrainer.Options { ReportedMonths = [0] };
        Assert.Throws<ArgumentException>(() => _ml.Survival.Trainers.DiscreteHazard(options));
    }

    private sealed class WideRow
    {
        public float Time { get; set; }

        public bool Event { get; set; }

        [VectorType(302)]
        public float[] Features { get; set; } = [];
    }

    private TransformerChain<T> Fit<T>(IEstimator<T> trainer) where T : class, ITransformer =>
        TabularCohort.Features(_ml).Append(trainer).Fit(_cohort.Data(_ml));

    private TabularPrognosis[] Scored(ITransformer model, IDataView? data = null) =>
    [
        .. _ml.Data.CreateEnumerable<TabularPrognosis>(
            model.Transform(data ?? _cohort.Data(_ml)), reuseRowObject: false, ignoreMissingColumns: true),
    ];

    private double[,] Covariates()
    {
        var covariates = new double[_cohort.Rows.Length, 3];
        for (var i = 0; i < _cohort.Rows.Length; i++)
        {
            for (var column = 0; column < 3; column++) covariates[i, column] = Row(i)[column];
        }
        return covariates;
    }

    private double[] Row(int i) => [_cohort.Rows[i].Age, _cohort.Rows[i].Stage, _cohort.Rows[i].Marker];
}
