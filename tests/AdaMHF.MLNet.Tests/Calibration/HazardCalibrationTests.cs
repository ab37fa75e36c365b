using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>A model that learned from people who die twice as fast, put right by people who do not.</summary>
public sealed class HazardCalibrationTests
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _heldBack;
    private readonly IDataView _judged;
    private readonly SurvivalTransformer _model;

    public HazardCalibrationTests()
    {
        var fast = new TabularCohort(800, seed: 1);
        foreach (var row in fast.Rows) row.Time /= 2;
        var chain = TabularCohort.Features(_ml).Append(_ml.Survival.Trainers.DiscreteHazard(new DiscreteHazardTrainer.Options { ReportedMonths = [3, 9] })).Fit(fast.Data(_ml));
        _model = chain.LastTransformer;
        _heldBack = chain.Transform(new TabularCohort(800, seed: 2).Data(_ml));
        _judged = chain.Transform(new TabularCohort(800, seed: 3).Data(_ml));
    }

    [Theory]
    [InlineData(HazardCalibration.Platt)]
    [InlineData(HazardCalibration.Isotonic)]
    public void Calibrated_curves_predict_new_patients_better_and_keep_their_order(HazardCalibration method)
    {
        var calibration = Fit(method, _heldBack);
        var after = calibration.Transform(_judged);
        // Before the last bin, which is so wide that a straight curve through it says more about the line than about the calibration.
        var times = Enumerable.Range(1, 9).Select(tenth => _model.TimeBinEdges[^2] * tenth / 10).ToArray();
        double Error(IDataView scored) => _ml.Survival.Evaluate(scored, new() { EvaluationTimes = times, CurveEnd = _model.LongestMonths }).Brier!.Integrated;
        Assert.True(Error(after) < 0.95 * Error(_judged), $"{Error(_judged)} to {Error(after)}");
        Assert.Equal(_judged.GetColumn<float>("Score"), after.GetColumn<float>("Score"));
        // Everything that hazards decide is decided anew, and fits together.
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
        var after = Fit(method, _heldBack).Transform(_heldBack);
        double[] ends = [.. _model.TimeBinEdges.Skip(1).SkipLast(1), _model.LongestMonths];
        float[] time = [.. _heldBack.GetColumn<float>("Time")];
        bool[] died = [.. _heldBack.GetColumn<bool>("Event")];
        float[][] before = [.. _heldBack.GetColumn<float[]>("Hazards")], hazards = [.. after.GetColumn<float[]>("Hazards")];
        for (var bin = 0; bin < ends.Length; bin++)
        {
            var (start, end) = (_model.TimeBinEdges[bin], ends[bin]);
            int[] judged = [.. Enumerable.Range(0, time.Length).Where(i => time[i] >= start && (died[i] || time[i] >= (start + end) / 2))];
            // Platt's method draws its targets in a little: one patient more on either side.
            Assert.Equal(judged.Count(i => died[i] && time[i] <= end), judged.Sum(i => hazards[i][bin]), 2.0);
            var rising = Enumerable.Range(0, time.Length).OrderBy(i => before[i][bin]).Select(i => hazards[i][bin]).ToArray();
            Assert.Equal(rising.Order(), rising);
        }
    }

    [Fact]
    public void Data_that_say_no_time_bins_or_have_no_death_are_refused()
    {
        var bare = _ml.Data.LoadFromEnumerable(new[] { new Bare() });
        Assert.Contains("time bins", Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Survival.Calibrators.Platt().Fit(bare)).Message, StringComparison.Ordinal);

        var nobody = _ml.Data.FilterByCustomPredicate<TabularRow>(_heldBack, row => row.Event);
        Assert.Contains("Hold more patients back", Assert.Throws<SurvivalDataException>(() => Fit(HazardCalibration.Platt, nobody)).Message, StringComparison.Ordinal);
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
