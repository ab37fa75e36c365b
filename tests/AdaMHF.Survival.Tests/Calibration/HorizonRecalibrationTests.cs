namespace AdaMHF.Survival.Tests;

public class HorizonRecalibrationTests
{
    private const double Horizon = 3;

    [Fact]
    public void Isotonic_calibration_rises_keeps_the_mean_and_changes_nothing_twice() => Properties.ForAllSamples(sample =>
    {
        var predicted = Predicted(sample);
        if (KnownStates(sample) is not { } known) return;
        var fitted = HorizonRecalibration.Isotonic(sample.Time, sample.Event, predicted, Horizon);
        double[] calibrated = Array.ConvertAll(predicted, fitted.Apply);
        Assert.All(fitted.Calibrated.Zip(fitted.Calibrated.Skip(1)), pair => Assert.True(pair.First <= pair.Second));
        Close.To(known.Sum(one => one.Weight * (one.Survived ? 1 : 0)), known.Sum(one => one.Weight * calibrated[one.Subject]), "mass");
        var again = HorizonRecalibration.Isotonic(sample.Time, sample.Event, calibrated, Horizon);
        Close.To(
            [.. known.Select(one => calibrated[one.Subject])], [.. known.Select(one => again.Apply(calibrated[one.Subject]))], "twice");
    });

    [Fact]
    public void Platt_scaling_keeps_the_order_and_the_mean_of_its_targets() => Properties.ForAllSamples(sample =>
    {
        var predicted = Predicted(sample);
        if (KnownStates(sample) is not { } known) return;
        var fitted = HorizonRecalibration.Platt(sample.Time, sample.Event, predicted, Horizon);
        Assert.True(fitted.Slope >= 0);
        var survived = known.Where(one => one.Survived).Sum(one => one.Weight);
        var died = known.Sum(one => one.Weight) - survived;
        var targets = (survived * (survived + 1) / (survived + 2)) + (died / (died + 2));
        Close.To(targets, known.Sum(one => one.Weight * fitted.Apply(predicted[one.Subject])), "mass", 1e-6);
    });

    [Fact]
    public void A_distortion_of_the_log_odds_is_undone_on_other_patients()
    {
        Simulated here = new(20_000, [0.8], seed: 4), there = new(20_000, [0.8], seed: 5);
        const double At = 0.5;
        foreach (var fit in new[] { Fit(HorizonRecalibration.Platt), Fit(HorizonRecalibration.Isotonic) })
        {
            var off = Distorted(there, At).Zip(True(there, At), (one, other) => Math.Abs(one - other)).Average();
            var mended = Distorted(there, At).Zip(True(there, At), (one, other) => Math.Abs(fit.Apply(one) - other)).Average();
            Assert.True(mended < off / 5, $"{mended} of {off}");
        }
        Assert.Equal(0.5, Fit(HorizonRecalibration.Platt).Slope, 0.03);

        HorizonRecalibration Fit(Recalibrate method) => method(here.Time, here.Event, Distorted(here, At), At, null);
    }

    [Fact]
    public void Predictions_in_the_wrong_order_or_of_one_value_get_the_level_alone()
    {
        double[] time = [1, 2, 3, 4, 5, 6];
        bool[] observed = [true, true, true, true, true, true];
        foreach (var predicted in new[] { new[] { 0.9, 0.8, 0.7, 0.3, 0.2, 0.1 }, [0.4, 0.4, 0.4, 0.4, 0.4, 0.4] })
        {
            var fitted = HorizonRecalibration.Platt(time, observed, predicted, Horizon);
            Assert.Equal(0, fitted.Slope);
            Assert.Equal(0.5, fitted.Apply(0.9), 1e-12);
        }
        Assert.Equal(0.5, HorizonRecalibration.Isotonic(time, observed, [0.9, 0.8, 0.7, 0.3, 0.2, 0.1], Horizon).Apply(0.5), 1e-12);
    }

    [Fact]
    public void A_horizon_that_everybody_survives_is_refused_and_separated_predictions_are_not()
    {
        double[] time = [1, 2, 3, 4];
        bool[] observed = [true, true, true, true];
        var refusal = Assert.Throws<SurvivalDataException>(
            () => HorizonRecalibration.Platt(time, observed, [0.1, 0.2, 0.8, 0.9], 0.5));
        Assert.Contains("4 survived it", refusal.Message);
        var separated = HorizonRecalibration.Platt(time, observed, [0, 0.2, 0.8, 1], 2.5);
        Assert.True(double.IsFinite(separated.Slope));
        Assert.InRange(separated.Apply(0.9), 0.5, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => separated.Apply(double.NaN));
    }

    private delegate HorizonRecalibration Recalibrate(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> observed, ReadOnlySpan<double> predicted, double horizon, CensoringDistribution? g);

    private static double[] True(Simulated patients, double at) =>
        [.. Enumerable.Range(0, patients.Time.Length).Select(i => Math.Exp(-at * Math.Exp(0.8 * patients.Covariates[i, 0])))];

    // Twice the log odds.
    private static double[] Distorted(Simulated patients, double at) =>
        Array.ConvertAll(True(patients, at), p => p * p / ((p * p) + ((1 - p) * (1 - p))));

    private static double[] Predicted(Sample sample) => [.. sample.Risk.Select((risk, i) => 0.5 + (risk / 10) + (i % 3 * 0.05))];

    // By the definition: who died by the horizon counts 1 / G just before, who lived on 1 / G there. Null where one state does not occur.
    private static (int Subject, bool Survived, double Weight)[]? KnownStates(Sample sample)
    {
        var g = CensoringDistribution.Fit(sample.Time, sample.Event);
        (int Subject, bool Survived, double Weight)[] known =
        [
            .. from i in Enumerable.Range(0, sample.Count)
               let survived = sample.Time[i] > Horizon
               where survived || sample.Event[i]
               let probability = survived ? g.At(Horizon) : g.Before(sample.Time[i])
               where probability > 0
               select (i, survived, 1 / probability),
        ];
        return known.Any(one => one.Survived) && !known.All(one => one.Survived) ? known : null;
    }
}
