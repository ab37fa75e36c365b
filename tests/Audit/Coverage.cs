using System.CommandLine;
using AdaMHF.Survival;

namespace AdaMHF.Audit;

/// <summary>How often 95 % intervals cover the value of the whole population.</summary>
internal static class Coverage
{
    private const double Horizon = 1;
    private static readonly double[] Times = [0.25, 0.5, 0.75, 1];

    public static Command Command()
    {
        var worlds = new Option<int>("--worlds") { DefaultValueFactory = _ => 1000 };
        var resamples = new Option<int>("--resamples") { DefaultValueFactory = _ => 400 };
        var command = new Command("coverage", "Coverage of 95 % intervals: C, integrated Brier score, restricted mean difference.")
        {
            worlds, resamples,
        };
        command.SetAction(result => Run(result.GetValue(worlds), result.GetValue(resamples)));
        return command;
    }

    private static void Run(int worlds, int resamples)
    {
        var population = new World(200_000, seed: -1);
        (string Name, Func<Drawn, double> Statistic, Func<World, (double Lower, double Upper)?> Analytic)[] measures =
        [
            ("C", sample => Concordance.Harrell(sample.Time, sample.Event, sample.Hazard).ConcordanceIndex, world =>
            {
                var exact = Concordance.Harrell(world.Time, world.Event, world.Hazard);
                return (exact.LowerBound, exact.UpperBound);
            }),
            ("Brier", Brier, _ => null),
            ("restricted mean difference", sample => MeanDifference(sample)?.Difference ?? double.NaN, world =>
                MeanDifference(new Drawn(world)) is { } exact ? (exact.LowerBound, exact.UpperBound) : null),
        ];
        foreach (var (name, statistic, analytic) in measures)
        {
            var truth = statistic(new Drawn(population));
            foreach (var subjects in new[] { 100, 400 })
            {
                int percentile = 0, corrected = 0, exact = 0, defined = 0;
                for (var seed = 0; seed < worlds; seed++)
                {
                    var world = new World(subjects, seed);
                    var result = Bootstrap.Run(
                        subjects, drawn => statistic(new Drawn(world, drawn)), new() { Resamples = resamples, Seed = seed });
                    if (result.UndefinedReason is not null) continue;
                    defined++;
                    if (result.Percentile.Lower <= truth && truth <= result.Percentile.Upper) percentile++;
                    if (result.BiasCorrected.Lower <= truth && truth <= result.BiasCorrected.Upper) corrected++;
                    if (analytic(world) is { } interval && interval.Lower <= truth && truth <= interval.Upper) exact++;
                }
                string Share(int covered) => FormattableString.Invariant($"{100.0 * covered / defined:F1} %");
                var own = analytic(new World(subjects, 0)) is null ? "none" : Share(exact);
                Console.WriteLine(FormattableString.Invariant($"{name} {truth:F4}, n {subjects}: percentile {Share(percentile)}, ")
                    + $"BCa {Share(corrected)}, analytic {own} ({defined} samples)");
            }
        }
    }

    private static double Brier(Drawn sample) => BrierScore.Compute(sample.Time, sample.Event, sample.Curves(Times)).Integrated;

    // Undefined where the follow-up of a group ends before the horizon.
    private static RestrictedMeanDifference? MeanDifference(Drawn sample)
    {
        int[] low = [.. sample.Hazard.Select((hazard, i) => (hazard, i)).Where(one => one.hazard < 1).Select(one => one.i)];
        int[] high = [.. Enumerable.Range(0, sample.Time.Length).Except(low)];
        var (first, second) = (sample.Curve(low), sample.Curve(high));
        return IsKnown(first) && IsKnown(second) ? RestrictedMeanDifference.Between(first, second, Horizon) : null;

        static bool IsKnown(KaplanMeierCurve curve) => curve.Times[^1] >= Horizon || curve.Survival[^1] == 0;
    }

    private sealed class Drawn(World world, int[]? numbers = null)
    {
        private readonly int[] _numbers = numbers ?? [.. Enumerable.Range(0, world.Time.Length)];

        public double[] Time => field ??= Array.ConvertAll(_numbers, i => world.Time[i]);

        public bool[] Event => field ??= Array.ConvertAll(_numbers, i => world.Event[i]);

        public double[] Hazard => field ??= Array.ConvertAll(_numbers, i => world.Hazard[i]);

        public SurvivalPredictions Curves(double[] times) => world.Curves(times).Of(_numbers);

        public KaplanMeierCurve Curve(int[] members) => KaplanMeier.Fit(
            Array.ConvertAll(members, i => Time[i]), Array.ConvertAll(members, i => Event[i]));
    }
}
