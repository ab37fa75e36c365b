using System.CommandLine;
using AdaMHF.Survival;

namespace AdaMHF.Audit;

/// <summary>How often tests of calibration reject calibrated and miscalibrated predictions.</summary>
internal static class Sizes
{
    private const double Horizon = 1;

    public static Command Command()
    {
        var worlds = new Option<int>("--worlds") { DefaultValueFactory = _ => 2000 };
        var command = new Command("sizes", "Rejections of the tests of calibration at p < 0.05, where the truth is known.") { worlds };
        command.SetAction(result => Run(result.GetValue(worlds)));
        return command;
    }

    private static void Run(int worlds)
    {
        foreach (var subjects in new[] { 100, 400 })
        {
            foreach (var factor in new[] { 1, 1.3, 1.6 })
            {
                var counts = new int[6];
                Parallel.For(0, worlds, world =>
                {
                    var p = PValues(new World(subjects, world), factor);
                    for (var test = 0; test < p.Length; test++)
                    {
                        if (p[test] < 0.05) Interlocked.Increment(ref counts[test]);
                    }
                });
                var half = 196 * Math.Sqrt(0.05 * 0.95 / worlds);
                string[] names = ["A", "D", "adjusted", "Greenwood", "D'Agostino-Nam", "weighted"];
                Console.WriteLine(FormattableString.Invariant($"n {subjects}, hazards x {factor}: ") + string.Join(", ", names.Select(
                    (name, test) => FormattableString.Invariant($"{name} {100.0 * counts[test] / worlds:F1} %")))
                    + (factor == 1 ? FormattableString.Invariant($" (5 % would be 5.0 +- {half:F1})") : ""));
            }
        }
    }

    private static double[] PValues(World world, double factor)
    {
        var own = world.SurvivalAtOwnTime(factor);
        var grouped = GroupedCalibration.Test(world.Time, world.Event, world.SurvivalAt(Horizon, factor), Horizon, groups: 5);
        return
        [
            ACalibration.Test(own, world.Event).PValue,
            DCalibration.Test(own, world.Event).PValue,
            grouped.AdjustedPValue,
            grouped.GreenwoodPValue,
            grouped.DAgostinoNamPValue,
            grouped.WeightedPValue,
        ];
    }
}
