using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>A model trained on patients who die twice as fast, calibrated on patients who do not.</summary>
public sealed class HazardCalibrationTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _calibrationSet;
    private readonly IDataView _testSet;
    private readonly SurvivalTransformer _model;

    public HazardCalibrationTests()
    {
        var fast = new TabularCohort(800, seed: 1);
        foreach (var row in fast.Rows) row.Time /= 2;
        var trainer = _ml.Survival.Trainers.DiscreteHazard(new DiscreteHazardTrainer.Options { ReportedMonths = [3, 9] });
        var chain = TabularCohort.Features(_ml).Append(trainer).Fit(fast.Data(_ml));
        _model = chain.LastTransformer;
        _calibrationSet = chain.Transform(new TabularCohort(800, seed: 2).Data(_ml));
        _testSet = chain.Transform(new TabularCohort(800, seed: 3).Data(_ml));
    }

    [Theory]
    [InlineData(HazardCalibration.Platt)]
    [InlineData(HazardCalibration.Isotonic)]
    public void Calibrated_curves_predict_new_patients_better_and_keep_their_order(HazardCalibration method)
    {
        var calibration = Fit(method, _calibrationSet);
        var after = calibration.Transform(_testSet);
        // Before the last bin, which is so wide that the linear curve within it dominates the error.
        var times = Enumerable.Range(1, 9).Select(tenth => _model.TimeBinEdges[^2] * tenth / 10).ToArray();
        var evaluation = new SurvivalEvaluationOptions { EvaluationTimes = times, CurveEnd = _model.LongestMonths };
        double Error(IDataView scored) => _ml.Survival.Evaluate(scored, evaluation).Brier!.Integrated;
        Assert.True(Error(after) < 0.95 * Error(_testSet), $"{Error(_testSet)} to {Error(after)}");
        Assert.Equal(_testSet.GetColumn<float>("Score"), after.GetColumn<float>("Score"));
        // All outputs follow from the calibrated hazards.
        var bins = TimeBins.FromEdges([.. _model.TimeBinEdges]);
        foreach (var patient in _ml.Data.CreateEnumerable<TabularPrognosis>(after, reuseRowObject: false))
        {
            double[] hazards = Array.ConvertAll(patient.Hazards, hazard => (double)hazard);
            Assert.Equal(DiscreteHazards.Survival(hazards)[^1], patient.SurvivalProbabilities[^1], 1e-5);
            Assert.Equal(DiscreteHazards.ExpectedTime(hazards, bins, _model.LongestMonths), patient.ExpectedMonths, 1e-3);
            Assert.Equal(DiscreteHazards.SurvivalAt(hazards, bins, 9, _model.LongestMonths), patient.SurvivalAt[1], 1e-5);
        }
    }

    [Theory]
    [InlineData(HazardCalibration.Platt)]
    [InlineData(HazardCalibration.Isotonic)]
    public void In_each_bin_as_many_are_expected_to_die_as_did_and_higher_hazards_stay_higher(HazardCalibration method)
    {
        var after = Fit(method, _calibrationSet).Transform(_calibrationSet);
        double[] ends = [.. _model.TimeBinEdges.Skip(1).SkipLast(1), _model.LongestMonths];
        float[] time = [.. _calibrationSet.GetColumn<float>("Time")];
        bool[] died = [.. _calibrationSet.GetColumn<bool>("Event")];
        float[][] before = [.. _calibrationSet.GetColumn<float[]>("Hazards")], hazards = [.. after.GetColumn<float[]>("Hazards")];
        for (var bin = 0; bin < ends.Length; bin++)
        {
            var (start, end) = (_model.TimeBinEdges[bin], ends[bin]);
            int[] atRisk = [.. Enumerable.Range(0, time.Length).Where(i => time[i] >= start && (died[i] || time[i] >= (start + end) / 2))];
            // Platt's method smooths its targets by one patient on either side.
            Assert.Equal(atRisk.Count(i => died[i] && time[i] <= end), atRisk.Sum(i => hazards[i][bin]), 2.0);
            var rising = Enumerable.Range(0, time.Length).OrderBy(i => before[i][bin]).Select(i => hazards[i][bin]).ToArray();
            Assert.Equal(rising.Order(), rising);
        }
    }

    [Fact]
    public void Data_that_say_no_time_bins_or_have_no_death_are_refused()
    {
        var bare = _ml.Data.LoadFromEnumerable(new[] { new Bare() });
        var noBins = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Survival.Calibrators.Platt().Fit(bare));
        Assert.Contains("time bins", noBins.Message, StringComparison.Ordinal);

        var nobodyDied = _ml.Data.FilterByCustomPredicate<TabularRow>(_calibrationSet, row => row.Event);
        var noDeath = Assert.Throws<SurvivalDataException>(() => Fit(HazardCalibration.Platt, nobodyDied));
        Assert.Contains("Hold more patients back", noDeath.Message, StringComparison.Ordinal);
    }

    private HazardCalibratingTransformer Fit(HazardCalibration method, IDataView data) =>
        (method == HazardCalibration.Platt ? _ml.Survival.Calibrators.Platt() : _ml.Survival.Calibrators.Isotonic()).Fit(data);

    private sealed class Bare
    {
        public float Time { get; set; } = 1;

        public bool Event { get; set; } = true;

        [VectorType(4)]
        public float[] Hazards { get; set; } = new float[4];
    }
}
