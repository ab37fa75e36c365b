using System.CommandLine;
using System.Diagnostics;
using AdaMHF.Survival;

namespace AdaMHF.Audit;

/// <summary>Time of each measure for 10^6 patients, and of 1,000 resamples of 1,000 patients.</summary>
internal static class Costs
{
    private static readonly double[] Times = [0.25, 0.5, 0.75, 1];

    public static Command Command()
    {
        var command = new Command("costs", "Seconds of each measure: 100,000 and 1,000,000 patients; 1,000 resamples of 1,000 patients.");
        command.SetAction(_ => Run());
        return command;
    }

    private static void Run()
    {
        (string Name, Func<World, int[], double> Statistic)[] measures =
        [
            ("C", (world, i) => Concordance.Harrell(Pick(world.Time, i), Pick(world.Event, i), Pick(world.Hazard, i)).ConcordanceIndex),
            ("Uno", (world, i) => Concordance.Uno(Pick(world.Time, i), Pick(world.Event, i), Pick(world.Hazard, i)).ConcordanceIndex),
            ("AUC", (world, i) => DynamicAuc.Compute(Pick(world.Time, i), Pick(world.Event, i), Pick(world.Hazard, i), Times).Mean),
            ("Brier", (world, i) => BrierScore.Compute(Pick(world.Time, i), Pick(world.Event, i), world.Curves(Times).Of(i)).Integrated),
            ("log score", (world, i) => CensoredLogScore.Compute(
                Pick(world.Time, i), Pick(world.Event, i), world.Curves([.. Times, 3]).Of(i)).Mean),
            ("A-calibration", (world, i) => ACalibration.Test(Pick(world.SurvivalAtOwnTime(), i), Pick(world.Event, i)).ChiSquare),
            ("D-calibration", (world, i) => DCalibration.Test(Pick(world.SurvivalAtOwnTime(), i), Pick(world.Event, i)).ChiSquare),
            ("grouped calibration", (world, i) => GroupedCalibration.Test(
                Pick(world.Time, i), Pick(world.Event, i), Pick(world.SurvivalAt(1), i), 1).Greenwood),
            ("smooth calibration", (world, i) => SmoothCalibration.Fit(
                Pick(world.Time, i), Pick(world.Event, i), Array.ConvertAll(Pick(world.SurvivalAt(1), i), s => 1 - s), 1).MeanError),
            ("decision curve, 19 thresholds", (world, i) => DecisionCurve.Compute(
                Pick(world.Time, i), Pick(world.Event, i), Array.ConvertAll(Pick(world.SurvivalAt(1), i), s => 1 - s), 1,
                [.. Enumerable.Range(1, 19).Select(step => step / 20.0)])[9].Model),
        ];
        World small = new(1_000, 1), large = new(100_000, 1), huge = new(1_000_000, 1);
        foreach (var (name, statistic) in measures)
        {
            statistic(small, All(small));
            var (one, ten) = (Seconds(() => statistic(large, All(large))), Seconds(() => statistic(huge, All(huge))));
            var resampled = Seconds(() => Bootstrap.Run(1_000, drawn => statistic(small, drawn)));
            Console.WriteLine(FormattableString.Invariant(
                $"{name}: 10^5 {one:F2} s, 10^6 {ten:F2} s, exponent {Math.Log10(ten / one):F2}; ")
                + FormattableString.Invariant($"1,000 resamples of 1,000 {resampled:F2} s"));
        }
    }

    private static int[] All(World world) => [.. Enumerable.Range(0, world.Time.Length)];

    private static T[] Pick<T>(T[] values, int[] numbers) => Array.ConvertAll(numbers, i => values[i]);

    private static double Seconds(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalSeconds;
    }
}
