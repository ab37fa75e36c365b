using AdaMHF.Survival;
using Microsoft.Data.Analysis;
using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

/// <summary>Calibration, intervals, subgroups and sites in <c>Evaluate</c>, on exponential lives of known hazard.</summary>
public class CalibrationAuditTests
{
    private static readonly double[] Months = [6, 12, 24, 48, 96];
    private readonly MLContext _ml = new(seed: 1);

    private static SurvivalEvaluationOptions Options => new() { CurveTimes = Months };

    [Fact]
    public void Calibrated_curves_pass_the_audit_and_curves_that_are_too_pessimistic_fail_it()
    {
        // Lines between few months bend the true curves a little, so not at 10,000 patients.
        var good = _ml.Survival.Evaluate(Patients.Frame(1500, seed: 2, factor: 1), Options);
        var bad = _ml.Survival.Evaluate(Patients.Frame(1500, seed: 2, factor: 1.8), Options);
        Assert.Empty(good.UndefinedReasons);
        Assert.True(good.GroupedCalibration!.AdjustedPValue > 0.01, $"{good.GroupedCalibration}");
        Assert.True(bad.GroupedCalibration!.AdjustedPValue < 1e-6);
        Assert.True(bad.ACalibration!.PValue < 1e-6);
        Assert.InRange(good.SmoothCalibration!.Slope, 0.8, 1.2);
        Assert.True(good.SmoothCalibration.MeanError < 0.04 && bad.SmoothCalibration!.MeanError > 0.08);
        Assert.True(good.LogScore!.Mean < bad.LogScore!.Mean);
        Assert.True(good.ExplainedVariation > 0.1 && good.ExplainedVariation > bad.ExplainedVariation);
        Assert.Equal(1 - (good.Brier!.Integrated / good.BrierOfKaplanMeier!.Integrated), good.ExplainedVariation);
        // Acting on the true risk is never worse than acting on everyone or on nobody, but for sampling error.
        Assert.All(good.DecisionCurve.Where(point => point.UndefinedReason is null), point =>
            Assert.True(point.Model > Math.Max(0, point.All) - 0.02, $"{point}"));
        Assert.Equal(19, good.DecisionCurve.Length);
    }

    [Fact]
    public void The_cut_between_risk_groups_comes_from_the_training_patients_where_they_are_scored()
    {
        var training = Patients.Frame(301, seed: 3, factor: 1);
        var evaluated = Patients.Frame(200, seed: 4, factor: 1, shift: 1);
        var own = _ml.Survival.Evaluate(evaluated, Options);
        var trained = _ml.Survival.Evaluate(evaluated, Options with { TrainingData = training });
        var given = _ml.Survival.Evaluate(evaluated, Options with { RiskCut = -2.5, RestrictedMeanHorizon = 12 });
        var median = training.Columns["Score"].Cast<float>().Order().ElementAt(150);
        Assert.Equal((double)median, trained.RiskCut, 1e-6);
        Assert.True(trained.RiskCutIsFromTraining && given.RiskCutIsFromTraining && !own.RiskCutIsFromTraining);
        Assert.NotEqual(own.RiskCut, trained.RiskCut);
        Assert.True(own.RestrictedMeanDifference!.Difference > 0);
        Assert.Equal((12.0, -2.5), (given.RestrictedMeanDifference!.Horizon, given.RiskCut));
    }

    [Fact]
    public void Resampling_gives_every_measure_an_interval_and_that_of_C_is_close_to_the_analytic_one()
    {
        var frame = Patients.Frame(250, seed: 5, factor: 1);
        var metrics = _ml.Survival.Evaluate(frame, Options with { Bootstrap = new() { Resamples = 100 } });
        Assert.Equal(
            [
                "Brier", "CalibrationError", "CalibrationSlope", "ConcordanceIndex", "DynamicAuc", "ExplainedVariation", "LogScore",
                "RestrictedMeanDifference", "Uno",
            ],
            metrics.Bootstrap.Keys.Order(StringComparer.Ordinal));
        Assert.All(metrics.Bootstrap.Values, one => Assert.InRange(one.Estimate, one.Percentile.Lower - 0.05, one.Percentile.Upper + 0.05));
        Assert.Equal(metrics.StandardError, metrics.Bootstrap["ConcordanceIndex"].StandardError, metrics.StandardError * 0.25);
        var mean = metrics.RestrictedMeanDifference!;
        Assert.Equal(mean.StandardError, metrics.Bootstrap["RestrictedMeanDifference"].StandardError, mean.StandardError * 0.25);

        // A share of n patients varies as a binomial; at a low threshold nearly all the benefit is the share of deaths.
        var (benefit, lowest) = (metrics.NetBenefits[0], metrics.DecisionCurve[0]);
        Assert.Equal(metrics.DecisionCurve.Select(point => point.Model), metrics.NetBenefits.Select(one => one.Estimate));
        Assert.Equal(Math.Sqrt(lowest.All * (1 - lowest.All) / 250), benefit.StandardError, benefit.StandardError * 0.35);
        Assert.True(benefit.Percentile.Lower < benefit.Estimate && benefit.Estimate < benefit.Percentile.Upper);

        // Each patient three times in a cluster: the interval is that of a third as many.
        var tripled = Patients.Frame(250, seed: 5, factor: 1, copies: 3);
        var clustered = _ml.Survival.Evaluate(tripled, Options with { Bootstrap = new() { Resamples = 100 }, ClusterColumnName = "Twin" });
        Assert.Equal(1, clustered.Bootstrap["Uno"].StandardError / metrics.Bootstrap["Uno"].StandardError, 0.25);
    }

    [Fact]
    public void Subgroups_have_the_measures_of_their_patients_alone_and_are_compared()
    {
        var frame = Patients.Frame(400, seed: 6, factor: 1);
        var metrics = _ml.Survival.Evaluate(frame, Options with { SubgroupColumnName = "Site" });
        Assert.Equal(["0", "1", "2"], metrics.Subgroups.Select(group => group.Value));
        var second = frame.Filter(frame.Columns["Site"].ElementwiseEquals(1f));
        var alone = _ml.Survival.Evaluate(second, Options);
        Assert.Equal(alone.ConcordanceIndex, metrics.Subgroups[1].Metrics.ConcordanceIndex);
        Assert.Equal(alone.Patients, metrics.Subgroups[1].Metrics.Patients);
        Assert.Equal(3, metrics.SubgroupTest!.Groups.Length);
        Assert.InRange(metrics.SubgroupTest.HeterogeneityPValue, 0.001, 1);
        Assert.Equal(metrics.RiskCut, metrics.Subgroups[2].Metrics.RiskCut);
    }

    [Fact]
    public void Every_site_is_held_out_once()
    {
        var frame = Patients.Frame(60, seed: 7, factor: 1);
        var splits = _ml.Survival.LeaveOneSiteOut(frame, "Site");
        Assert.Equal(["0", "1", "2"], splits.Select(split => split.HeldOutSite));
        Assert.All(splits, split =>
        {
            Assert.Equal(60, split.Train.Concat(split.HoldOut).Distinct().Count());
            Assert.Empty(split.Train.Intersect(split.HoldOut));
        });
        Assert.Equal(60, splits.SelectMany(split => split.HoldOut).Distinct().Count());
        var error = Assert.Throws<SurvivalDataException>(
            () => _ml.Survival.LeaveOneSiteOut(frame.Filter(frame.Columns["Site"].ElementwiseEquals(1f)), "Site"));
        Assert.Contains("at least two sites", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_paired_difference_by_resampling_is_close_to_the_analytic_one()
    {
        var frame = Patients.Frame(300, seed: 8, factor: 1);
        var random = new Random(1);
        frame.Columns.Add(new SingleDataFrameColumn("Noisy", frame.Columns["Score"].Cast<float>().Select(v => v + random.NextSingle())));
        var analytic = _ml.Survival.Compare(frame, "Score", "Noisy");
        var resampled = _ml.Survival.CompareByBootstrap(frame, "Score", "Noisy", new() { Bootstrap = new() { Resamples = 400 } });
        Assert.Equal(analytic.Difference, resampled.Estimate, 1e-12);
        Assert.Equal(analytic.StandardError, resampled.StandardError, analytic.StandardError * 0.2);
    }

    private static class Patients
    {
        public static DataFrame Frame(int count, int seed, double factor, double shift = 0, int copies = 1)
        {
            var random = new Random(seed);
            var rows = Enumerable.Range(0, count).Select(_ =>
            {
                var hazard = Math.Exp(shift + (2 * random.NextDouble()) - 1) / 30;
                var (death, censoring) = (-Math.Log(1 - random.NextDouble()) / hazard, 20 + (random.NextDouble() * 80));
                return (Hazard: hazard, Time: Math.Min(death, censoring), Event: death <= censoring, Site: random.Next(3));
            }).SelectMany((row, twin) => Enumerable.Repeat((row, twin), copies)).ToArray();
            var curves = new VBufferDataFrameColumn<float>("SurvivalProbabilities", rows.Select(one => new Microsoft.ML.Data.VBuffer<float>(
                Months.Length, [.. Months.Select(months => (float)Math.Exp(-factor * one.row.Hazard * months))])));
            return new(
                new StringDataFrameColumn("PatientId", rows.Select((_, i) => $"P-{i}")),
                new SingleDataFrameColumn("Time", rows.Select(one => (float)one.row.Time)),
                new BooleanDataFrameColumn("Event", rows.Select(one => one.row.Event)),
                new SingleDataFrameColumn("Score", rows.Select(one => (float)Math.Log(one.row.Hazard))),
                new SingleDataFrameColumn("Site", rows.Select(one => (float)one.row.Site)),
                new SingleDataFrameColumn("Twin", rows.Select(one => (float)one.twin)),
                curves);
        }
    }
}
