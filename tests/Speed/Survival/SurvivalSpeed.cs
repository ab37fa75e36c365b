using System.CommandLine;
using System.Globalization;
using AdaMHF.Survival;

namespace AdaMHF.Speed.Survival;

/// <summary>Concordance and Kaplan-Meier by sample size, beside R's survival package on the same numbers.</summary>
internal static class SurvivalSpeed
{
    public static Command Command()
    {
        var sizes = new Option<int[]>("--sizes")
        {
            Description = "Numbers of subjects.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [10_000, 100_000, 1_000_000],
        };
        var runs = new Option<int>("--runs") { Description = "Runs of which the median counts.", DefaultValueFactory = _ => 5 };
        var command = new Command("survival", "Concordance and Kaplan-Meier on one thread, beside R's survival package.") { sizes, runs };
        command.SetAction(result => Run(result.GetRequiredValue(sizes), result.GetRequiredValue(runs)));
        return command;
    }

    private static void Run(int[] sizes, int runs)
    {
        Console.WriteLine(
            "Seconds are medians. Memory is beyond the data: for R the peak of its heap, for us everything that one call allocates, "
            + "which is at least its peak.");
        Console.WriteLine(
            "| subjects | measure | R, s | ours, s | min, max | times faster | R, MB | ours, MB | share | distance of value, error |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var size in sizes)
        {
            var sample = new SimulatedSample(size, seed: 1);
            var yardstick = RSurvival.Measure(sample, runs);
            var (time, died, risk) = (sample.Time, sample.Event, sample.Risk);
            Add("concordance", "concordance, R's rules", () => Concordance.Harrell(time, died, risk, ConcordanceOptions.RSurvival), Values);
            Add("concordance", "concordance, default rules", () => Concordance.Harrell(time, died, risk), Values);
            Add("uno", "Uno's concordance", () => Concordance.Uno(time, died, risk), Values);
            Add("kaplan-meier", "Kaplan-Meier", () => KaplanMeier.Fit(sample.Time, sample.Event), curve => (curve.Median, double.NaN));

            void Add<T>(string measure, string label, Func<T> compute, Func<T, (double Value, double Error)> read)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var (value, error) = read(compute());
                var megabytes = (GC.GetAllocatedBytesForCurrentThread() - before) / 1e6;
                var ours = Timing.Of(() => compute(), runs);
                var r = yardstick.GetValueOrDefault(measure) ?? new(measure, double.NaN, double.NaN, double.NaN, double.NaN);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {size:N0} | {label} | {r.MedianSeconds:F4} | {ours.Median:F4} | {ours.Minimum:F4}, {ours.Maximum:F4} "
                    + $"| {r.MedianSeconds / ours.Median:F1} | {r.Megabytes:F1} | {megabytes:F1} | {megabytes / r.Megabytes:F3} "
                    + $"| {Math.Abs(value - r.Value):E0}, {Math.Abs(error - r.StandardError):E0} |"));
            }
        }
    }

    private static (double, double) Values(ConcordanceResult result) => (result.ConcordanceIndex, result.StandardError);
}
