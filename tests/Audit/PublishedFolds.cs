using System.CommandLine;
using System.Text.Json;
using AdaMHF.Survival;

namespace AdaMHF.Audit;

/// <summary>
/// Calibration of the predictions that were published with MCAT. They are risks: curves are rebuilt by a Breslow baseline on the
/// predictions of the other four folds, which are this fold's training patients though other models predicted them.
/// </summary>
internal static class PublishedFolds
{
    public static Command Command()
    {
        var folder = new Argument<string>("folder") { Description = "Folder with mcat_*.json." };
        var groups = new Option<int>("--groups") { DefaultValueFactory = _ => 10 };
        var command = new Command("published", "Tests of calibration of seven published systems, fold by fold.") { folder, groups };
        command.SetAction(result => Run(result.GetRequiredValue(folder), result.GetValue(groups)));
        return command;
    }

    private static void Run(string folder, int groups)
    {
        var tests = new List<FoldTest>();
        foreach (var file in Directory.GetFiles(folder, "mcat_*.json").Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            if (document.RootElement.GetProperty("kind").GetString() != "published_folds") continue;
            foreach (var cohort in document.RootElement.GetProperty("cohorts").EnumerateObject())
            {
                Predicted[] folds = [.. cohort.Value.GetProperty("folds").EnumerateArray().Select(Predicted.Of)];
                for (var fold = 0; fold < folds.Length; fold++)
                    tests.AddRange(Tests(Path.GetFileNameWithoutExtension(file)["mcat_".Length..], cohort.Name, folds, fold, groups));
            }
        }
        foreach (var scale in tests.Select(test => test.Scale).Distinct())
        {
            FoldTest[] own = [.. tests.Where(test => test.Scale == scale)];
            var weighted = FalseDiscoveryRate.BenjaminiHochberg(Array.ConvertAll(own, test => test.Weighted));
            var adjusted = FalseDiscoveryRate.BenjaminiHochberg(Array.ConvertAll(own, test => test.Adjusted));
            var overall = FalseDiscoveryRate.BenjaminiHochberg(Array.ConvertAll(own, test => test.Overall));
            Console.WriteLine($"{scale}: folds that are rejected at a false discovery rate of 5 %, of those that can be tested");
            Print("all", [.. Enumerable.Range(0, own.Length)]);
            foreach (var row in Enumerable.Range(0, own.Length).GroupBy(i => $"{own[i].System,-18} {own[i].Cohort}"))
                Print(row.Key, [.. row]);

            void Print(string name, int[] at) => Console.WriteLine(
                $"  {name,-26} weighted {Count(weighted, at)}, adjusted {Count(adjusted, at)}, A-calibration {Count(overall, at)}");
        }

        static string Count(double[] p, int[] at) => $"{at.Count(i => p[i] < 0.05)} of {at.Count(i => !double.IsNaN(p[i]))}";
    }

    private static IEnumerable<FoldTest> Tests(string system, string cohort, Predicted[] folds, int fold, int groups)
    {
        Predicted[] others = [.. folds.Where((_, other) => other != fold)];
        double[] time = [.. others.SelectMany(one => one.Time)];
        bool[] died = [.. others.SelectMany(one => one.Event)];
        double[] risk = [.. others.SelectMany(one => one.Risk)];
        double[] deaths = [.. time.Where((_, i) => died[i]).Order()];
        var horizon = deaths[deaths.Length / 2];

        yield return Test("risk as log hazard", 1, Unchanged);
        yield return Test("risk as log hazard, Platt scaling on the other folds", 1, HorizonRecalibration.Platt);
        yield return Test("risk as log hazard, isotonic regression on the other folds", 1, HorizonRecalibration.Isotonic);
        var column = new double[risk.Length, 1];
        for (var i = 0; i < risk.Length; i++) column[i, 0] = risk[i];
        yield return Test("slope of the risk by Cox on the other folds", CoxRegression.Fit(time, died, column).Coefficients[0], Unchanged);

        FoldTest Test(string scale, double slope, Recalibrate method)
        {
            var held = folds[fold];
            // Where nearly all risks are equal the slope is in the thousands, and exp overflows around any other centre.
            var centre = risk.Average();
            double LogHazard(double value) => slope * (value - centre);
            var baseline = CoxPredictor.FromLogHazards(time, died, Array.ConvertAll(risk, LogHazard), CoxTies.Breslow);
            double SurvivalAt(double value, double months) => baseline.SurvivalAt(LogHazard(value), months);
            double AtHorizon(double value) => SurvivalAt(value, horizon);
            var mended = method(time, died, Array.ConvertAll(risk, AtHorizon), horizon, null);
            double[] at = Array.ConvertAll(held.Risk, value => mended?.Apply(AtHorizon(value)) ?? AtHorizon(value));
            var grouped = GroupedCalibration.Test(held.Time, held.Event, at, horizon, groups);
            // Curves are mended at the horizon alone.
            var overall = mended is not null
                ? double.NaN
                : ACalibration.Test([.. held.Time.Select((months, i) => SurvivalAt(held.Risk[i], months))], held.Event).PValue;
            return new(scale, system, cohort, grouped.WeightedPValue, grouped.AdjustedPValue, overall);
        }
    }

    private static HorizonRecalibration? Unchanged(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> died, ReadOnlySpan<double> predicted, double at, CensoringDistribution? g) => null;

    private delegate HorizonRecalibration? Recalibrate(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> died, ReadOnlySpan<double> predicted, double horizon, CensoringDistribution? g);

    private sealed record FoldTest(string Scale, string System, string Cohort, double Weighted, double Adjusted, double Overall);

    private sealed record Predicted(double[] Time, bool[] Event, double[] Risk)
    {
        public static Predicted Of(JsonElement fold)
        {
            double[] Numbers(string name) => [.. fold.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];
            return new(
                Numbers("time"),
                [.. fold.GetProperty("event").EnumerateArray().Select(value =>
                    value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.Number && value.GetDouble() > 0))],
                Numbers("risk"));
        }
    }
}
