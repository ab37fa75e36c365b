using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AdaMHF.Reports;
using AdaMHF.Survival;

namespace AdaMHF.Benchmark.Tests;

public class ReportTests(FinishedRun run)
{
    [Fact]
    public void The_page_has_every_unit_and_needs_nothing_but_itself()
    {
        using var folder = new TemporaryFolder();
        BenchmarkReport.Read(run.Results).Write(folder.Path);
        var page = WebUtility.HtmlDecode(File.ReadAllText(folder.Sub("report.html")));
        Assert.All(WorkUnits.Of(run.Results.Plan), unit => Assert.Contains(unit.Path, page, StringComparison.Ordinal));
        foreach (var outside in new[] { "http:", "https:", "<script", "<link", "url(", "@import" })
            Assert.DoesNotContain(outside, page, StringComparison.OrdinalIgnoreCase);
        Assert.All(page.Split(" src=\"", StringSplitOptions.None).Skip(1).Concat(page.Split("srcset=\"").Skip(1)),
            picture => Assert.StartsWith("data:image/svg+xml;base64,", picture, StringComparison.Ordinal));
        Assert.Contains("Late fusion", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_drawing_is_well_formed_and_has_no_undefined_place()
    {
        using var folder = new TemporaryFolder();
        BenchmarkReport.Read(run.Results).Write(folder.Path);
        const string Start = "data:image/svg+xml;base64,";
        string[] drawings = [.. WebUtility.HtmlDecode(File.ReadAllText(folder.Sub("report.html"))).Split(Start).Skip(1)
            .Select(part => Encoding.UTF8.GetString(Convert.FromBase64String(part[..part.IndexOf('"', StringComparison.Ordinal)])))];
        Assert.NotEmpty(drawings);
        Assert.All(drawings, drawing =>
        {
            XElement.Parse(drawing);
            Assert.DoesNotContain("NaN", drawing, StringComparison.Ordinal);
            Assert.DoesNotContain("∞", drawing, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_row_has_events_pairs_and_an_interval_and_every_multimodal_table_the_late_fusion()
    {
        var data = ReportData.Read(run.Results, withTimings: false);
        Assert.All(data.Rows,
            row => Assert.True(row.Events > 0 && row.ComparablePairs > 0 && row.LowerBound < row.ConcordanceIndex
                && row.ConcordanceIndex < row.UpperBound, row.ToString()));
        foreach (var table in new[] { "I", "II" }) Assert.Contains(data.Rows, row => row.Table == table && row.System == "late-fusion");
    }

    [Fact]
    public void Calibration_stands_beside_concordance_for_every_system_with_curves()
    {
        using var folder = new TemporaryFolder();
        BenchmarkReport.Read(run.Results).Write(folder.Path);
        var report = File.ReadAllText(folder.Sub("report.md"));
        var data = ReportData.Read(run.Results, withTimings: false);
        Assert.Contains("Calibration of the predicted curves", report, StringComparison.Ordinal);
        foreach (var units in data.Units.GroupBy(unit => (unit.Manifest.Unit.Cohort, unit.Manifest.Unit.System)))
        {
            var summary = CalibrationSummary.Of(units);
            Assert.Equal(units.Any(unit => unit.Manifest.BinEdges.Count > 1), summary is not null);
            if (summary is null) continue;
            var curves = units.Select(UnitCurves.Of).ToArray();
            Assert.Equal(curves.Length, summary.RejectedOverall.Tested);
            // At the edge of a bin a curve is what the unit predicted for the bin that ends there, of the complete patients.
            Assert.All(curves.Zip(units), pair =>
            {
                var (curve, unit) = (pair.First!, pair.Second);
                PatientPrediction[] complete =
                    [.. unit.Predictions.Where(one => one.Condition == Condition.Complete.Name && !double.IsNaN(one.Risk))];
                Assert.Equal(complete.Select(one => one.Time), curve.Time);
                for (var bin = 0; bin < unit.Manifest.BinEdges.Count - 2; bin++)
                {
                    var predicted = curve.Predictions.At(complete.Length - 1, unit.Manifest.BinEdges[bin + 1]);
                    Assert.Equal(complete[^1].Survival[bin], predicted, 1e-6);
                }
            });
            Assert.InRange(summary.Error, 0, 1);
            Assert.True(summary.ExplainedVariation < 1);
        }
    }

    [Fact]
    public void A_row_is_the_mean_of_its_folds()
    {
        var data = ReportData.Read(run.Results, withTimings: false);
        foreach (var row in data.Rows)
        {
            var results = data.Units.Where(unit => unit.Manifest.Unit.System == row.System)
                .Select(unit => unit.Manifest.Results.First(result => result.Condition == row.Condition)).ToArray();
            Assert.Equal(results.Average(result => result.ConcordanceIndex), row.ConcordanceIndex, 1e-12);
            Assert.Equal(results.Sum(result => result.ComparablePairs), row.ComparablePairs);
            Assert.Equal(results.Sum(result => result.Events), row.Events);
        }
    }

    [Fact]
    public void A_difference_is_paired_fold_by_fold()
    {
        var data = ReportData.Read(run.Results, withTimings: false);
        var (ours, cox) = (data.UnitsOf(data.Plan.Cohorts[0].Name, "adamhf"), data.UnitsOf(data.Plan.Cohorts[0].Name, "cox"));
        var compared = ours.GroupBy(unit => unit.Manifest.Unit.Fold).Select(fold =>
        {
            var seeds = fold.Select(unit =>
            {
                var mine = ConditionResult.Known(unit.Predictions.Where(prediction => prediction.Condition == "complete"))
                    .OrderBy(patient => patient.PatientId, StringComparer.Ordinal).ToArray();
                var ids = mine.Select(patient => patient.PatientId).ToHashSet();
                var theirs = cox.First(other => other.Manifest.Unit.Fold == fold.Key).Predictions
                    .Where(prediction => prediction.Condition == "complete" && ids.Contains(prediction.PatientId))
                    .OrderBy(patient => patient.PatientId, StringComparer.Ordinal).ToArray();
                return Concordance.Compare(
                    Array.ConvertAll(mine, patient => patient.Time),
                    Array.ConvertAll(mine, patient => patient.Event),
                    Array.ConvertAll(mine, patient => patient.Risk),
                    Array.ConvertAll(theirs, patient => patient.Risk));
            }).ToArray();
            return (Difference: seeds.Average(seed => seed.Difference), Error: seeds.Average(seed => seed.StandardError));
        }).ToArray();

        var found = PairedDifference.Of(ours, cox, "complete")!;
        Assert.Equal(compared.Average(fold => fold.Difference), found.Mean, 1e-12);
        Assert.Equal(Math.Sqrt(compared.Sum(fold => fold.Error * fold.Error)) / compared.Length, found.StandardError, 1e-12);
        Assert.True(found.LowerBound < found.Mean && found.Mean < found.UpperBound);
        Assert.Equal(0, PairedDifference.Of(ours, ours, "complete")!.Mean);
        Assert.Null(PairedDifference.Of(ours, [], "complete"));
    }

    [Fact]
    public void The_deviation_is_that_of_a_sample_and_the_table_says_so()
    {
        var row = ReportData.Read(run.Results, withTimings: false).Rows.First(row => row.System == "cox" && row.Condition == "complete");
        var units = WorkUnits.Of(run.Results.Plan).Where(unit => unit.System == "cox").Select(run.Results.Read);
        double[] folds = [.. units.Select(unit => unit.Manifest.Results.First(result => result.Condition == "complete").ConcordanceIndex)];
        // Of two numbers the sample standard deviation is their distance over the root of two.
        Assert.Equal(Math.Abs(folds[0] - folds[1]) / Math.Sqrt(2), row.StandardDeviation, 1e-12);
        using var folder = new TemporaryFolder();
        BenchmarkReport.Read(run.Results).Write(folder.Path);
        Assert.Contains("SD of folds |", File.ReadAllText(folder.Sub("report.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_prediction_is_noticed()
    {
        using var folder = new TemporaryFolder();
        var copy = ResultFolder.For(folder.Sub("copy"), run.Results.Plan);
        copy.Merge([run.Results]);
        var file = Path.Combine(copy.FolderOf(WorkUnits.Of(copy.Plan)[0]), "predictions.csv");
        var lines = File.ReadAllLines(file);
        var cells = lines[1].Split(',');
        cells[4] = "1000";
        lines[1] = string.Join(',', cells);
        File.WriteAllLines(file, lines);
        Assert.Throws<InvalidDataException>(() => ReportData.Read(copy, withTimings: false));
    }

    [Fact]
    public void Operations_are_counted_for_every_system_but_the_truth_and_stand_in_Figure_3c()
    {
        Assert.All(WorkUnits.Of(run.Results.Plan).Select(run.Results.Read), unit =>
            Assert.Equal(unit.Manifest.Unit.System != "truth", unit.Manifest.Operations > 0));
        var chart = Assert.Single(CostChart.All(ReportData.Read(run.Results, withTimings: false)));
        var description = Assert.IsType<TradeOffPlot>(chart.Plot).Description;
        foreach (var text in new[] { "Multiply-adds", "Ridge Cox:", "Late fusion:", "AdaMHF:" })
            Assert.Contains(text, description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chart_shows_the_numbers_of_the_tables()
    {
        var data = ReportData.Read(run.Results, withTimings: false);
        var folds = Assert.Single(SpreadChart.All(data)).Plot!.Description;
        Assert.All(data.Rows.Where(row => row.Table == "I"), row => Assert.Contains(
            Numbers.Text($"{row.SystemName} {row.ConcordanceIndex:F3} ({row.LowerBound:F3} to {row.UpperBound:F3})"), folds,
            StringComparison.Ordinal));
        var missing = string.Concat(MissingChart.All(data).Select(chart => chart.Plot!.Description));
        Assert.All(data.Rows.Where(row => row.Table == "II" && row.Training == "complete"), row => Assert.Contains(
            Numbers.Text($"to {row.ConcordanceIndex:F3} ("), missing, StringComparison.Ordinal));
        // Every held-out patient of the first seed is in one of the two groups.
        Assert.All(KaplanMeierChart.All(data), chart => Assert.Equal(
            data.Rows.First(row => row.Table == "I").Patients / data.Plan.Seeds.Count,
            Regex.Matches(chart.Plot!.Description, "([0-9]+) patient").Sum(
                match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))));
    }

    // The paper's tables, typed once more.
    [Theory]
    [InlineData("adamhf", "LUAD", "complete", 0.706, 0.024, "Table I;")]
    [InlineData("adamhf-published", "LUAD", "complete", 0.706, 0.024, "Table I;")]
    [InlineData("adamhf", "UCEC", "genomics-missing", 0.633, null, "Table VI")]
    [InlineData("adamhf", "UCEC", "pathology-missing", 0.684, null, "Table VI")]
    [InlineData("adamhf", "BLCA", "genomics-missing", 0.632, null, "Table II; 0.623 in Table VI")]
    [InlineData("adamhf", "GBMLGG", "pathology-missing", 0.855, null, "Table II")]
    [InlineData("cmta", "BLCA", "pathology-missing", 0.655, null, "Table II; 0.625 in Table VI")]
    [InlineData("mcat", "BLCA", "complete", 0.624, 0.034, "MCAT repository")]
    public void A_published_value_names_its_table(
        string system, string cohort, string condition, double value, double? deviation, string source)
    {
        var published = PublishedValues.Of(system, cohort, condition);
        Assert.Equal((value, deviation), (published!.Value, published.Deviation));
        Assert.Contains(source, published.Source, StringComparison.Ordinal);
    }

    // The published recipe on GPDBN's table: saturated after the first epoch, the first bin's hazard 0, the second's 1.
    [Fact]
    public void A_network_that_gives_everybody_one_risk_is_reported_as_chance()
    {
        using var folder = new TemporaryFolder();
        var copy = ResultFolder.For(folder.Sub("copy"), run.Results.Plan);
        copy.Merge([run.Results]);
        foreach (var unit in WorkUnits.Of(copy.Plan).Where(unit => unit.System == "adamhf"))
        {
            var result = copy.Read(unit);
            PatientPrediction[] dead = [.. result.Predictions.Select(one => one with
            {
                Risk = -1, Survival = [.. one.Survival.Select((_, bin) => bin == 0 ? 1f : 0)],
            })];
            ConditionResult[] results = [.. result.Manifest.Results.Select(
                said => ConditionResult.Of(said.Condition, dead.Where(one => one.Condition == said.Condition)))];
            Directory.Delete(copy.FolderOf(unit), recursive: true);
            copy.Write(result with { Predictions = dead, Manifest = result.Manifest with { Results = results } });
        }
        BenchmarkReport.Read(copy).Write(folder.Sub("report"));
        Assert.Contains("No log-rank test", File.ReadAllText(folder.Sub("report/report.html")), StringComparison.Ordinal);
        var text = File.ReadAllText(folder.Sub("report/report.md"));
        Assert.Contains("calibration cannot be tested", text, StringComparison.Ordinal);
        // Nobody who reads it takes "rejected in none" for calibrated.
        Assert.All(
            text.Split('\n').Where(line => line.StartsWith("| AdaMHF |", StringComparison.Ordinal)),
            line => Assert.DoesNotContain("calibration rejected in", line, StringComparison.Ordinal));
        var rows = ReportData.Read(copy, withTimings: false).Rows.Where(row => row.System == "adamhf").ToArray();
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(0.5, row.ConcordanceIndex));
    }

    [Fact]
    public void An_unfinished_run_is_reported_as_such()
    {
        using var folder = new TemporaryFolder();
        var copy = ResultFolder.For(folder.Sub("copy"), run.Results.Plan);
        copy.Merge([run.Results]);
        var lost = WorkUnits.Of(copy.Plan).First(unit => unit.System == "adamhf");
        Directory.Delete(copy.FolderOf(lost), recursive: true);
        BenchmarkReport.Read(copy, withTimings: false).Write(folder.Sub("report"));
        Assert.Contains($"| {lost.Path} | no result yet |", File.ReadAllText(folder.Sub("report/report.md")), StringComparison.Ordinal);
    }
}
