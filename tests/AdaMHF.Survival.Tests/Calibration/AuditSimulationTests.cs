namespace AdaMHF.Survival.Tests;

/// <summary>What the tests of calibration do where the truth is known: exponential times, uniform censoring.</summary>
public class AuditSimulationTests
{
    private const double Horizon = 1;

    [Fact]
    public void Calibrated_predictions_are_rejected_about_one_time_in_twenty_and_others_nearly_always()
    {
        const int Worlds = 300;
        int[] rejected = new int[4], found = new int[4];
        for (var world = 0; world < Worlds; world++)
        {
            Count(new World(400, world, distortion: 1), rejected);
            Count(new World(400, world, distortion: 1.6), found);
        }
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", rejected) + " of 300; " + string.Join(", ", found));
        // The interval of a binomial of 300 trials at 5 %, beyond four standard errors.
        Assert.InRange(rejected[0] / (double)Worlds, 0, 0.105);
        Assert.InRange(rejected[1] / (double)Worlds, 0, 0.105);
        Assert.All(found, count => Assert.True(count > 0.9 * Worlds, $"{count} of {Worlds}"));
        Assert.InRange(rejected[3] / (double)Worlds, 0, 0.105);
        // It takes the variance without censoring, and these times are censored.
        Assert.True(rejected[2] >= rejected[1]);

        static void Count(World world, int[] counts)
        {
            var grouped = GroupedCalibration.Test(world.Time, world.Event, world.SurvivalAt(Horizon), Horizon, groups: 5);
            if (ACalibration.Test(world.SurvivalAtOwnTime, world.Event).PValue < 0.05) counts[0]++;
            if (grouped.GreenwoodPValue < 0.05) counts[1]++;
            if (grouped.DAgostinoNamPValue < 0.05) counts[2]++;
            if (grouped.AdjustedPValue < 0.05) counts[3]++;
        }
    }

    [Fact]
    public void The_smooth_curve_finds_how_far_predictions_are_off()
    {
        var good = new World(20_000, seed: 1, distortion: 1);
        var bad = new World(20_000, seed: 1, distortion: 1.6);
        double[] Risk(World world) => Array.ConvertAll(world.SurvivalAt(Horizon), survival => 1 - survival);
        var truth = Risk(good);
        var off = truth.Zip(Risk(bad), (one, other) => Math.Abs(one - other)).Average();
        Assert.InRange(SmoothCalibration.Fit(good.Time, good.Event, truth, Horizon).MeanError, 0, 0.01);
        Assert.Equal(off, SmoothCalibration.Fit(bad.Time, bad.Event, Risk(bad), Horizon).MeanError, 0.01);
        // Twice as extreme on the scale of the log hazard has half the slope.
        double[] extreme = Array.ConvertAll(truth, risk => 1 - Math.Exp(-Math.Exp(2 * Math.Log(-Math.Log(1 - risk)))));
        Assert.Equal(0.5, SmoothCalibration.Fit(good.Time, good.Event, extreme, Horizon).Slope, 0.03);
    }

    [Fact]
    public void Predictions_of_one_value_are_compared_with_Kaplan_Meier()
    {
        double[] time = [1, 2, 3, 4];
        bool[] observed = [true, false, true, true];
        var result = SmoothCalibration.Fit(time, observed, [0.5, 0.5, 0.5, 0.5], 3);
        Assert.Equal(1 - (0.75 * 0.5), result.Observed[0], 1e-12);
        Assert.Equal(0.125, result.MeanError, 1e-12);
        Assert.True(double.IsNaN(result.Slope));
    }

    [Fact]
    public void Events_are_expected_while_subjects_are_followed()
    {
        // u of the three: 0.5, 0.25 and 0.8; hazards -log(1 - u).
        var result = ACalibration.Test([0.5, 0.75, 0.2], [true, false, true], bins: 2);
        var (half, quarter, late) = (Math.Log(2), -Math.Log(0.75), -Math.Log(0.2));
        Assert.Equal([1, 1], result.Events);
        Assert.Equal(half + quarter + half, result.Expected[0], 1e-12);
        Assert.Equal(late - half, result.Expected[1], 1e-12);
        Assert.Equal(half + quarter + late, result.Expected.Sum(), 1e-12);
        // Both expect fewer than five events, and are joined.
        Assert.Equal(1, result.DegreesOfFreedom);
        Assert.Equal(Math.Pow(2 - result.Expected.Sum(), 2) / result.Expected.Sum(), result.ChiSquare, 1e-12);
        Assert.True(double.IsFinite(ACalibration.Test([0, 1], [true, false]).ChiSquare));
    }

    private sealed class World
    {
        private readonly double[] _hazard;
        private readonly double _distortion;

        public World(int subjects, int seed, double distortion)
        {
            var random = new Random(seed);
            _distortion = distortion;
            _hazard = new double[subjects];
            (Time, Event) = (new double[subjects], new bool[subjects]);
            for (var i = 0; i < subjects; i++)
            {
                _hazard[i] = Math.Exp((random.NextDouble() * 2) - 1);
                var (death, censoring) = (-Math.Log(1 - random.NextDouble()) / _hazard[i], 0.3 + (random.NextDouble() * 2));
                (Time[i], Event[i]) = (Math.Min(death, censoring), death <= censoring);
            }
        }

        public double[] Time { get; }

        public bool[] Event { get; }

        public double[] SurvivalAtOwnTime => [.. Time.Select((time, i) => Math.Exp(-_distortion * _hazard[i] * time))];

        public double[] SurvivalAt(double time) => Array.ConvertAll(_hazard, hazard => Math.Exp(-_distortion * hazard * time));
    }
}
