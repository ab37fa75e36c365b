using System.Globalization;
using System.Text.Json.Nodes;
using AdaMHF.Networks;

namespace AdaMHF.Benchmark.Tests;

public class AdaptationReportTests(FinishedRun run)
{
    [Fact]
    public void Units_of_AdaMHF_have_it_and_no_others()
    {
        foreach (var unit in WorkUnits.Of(run.Results.Plan))
        {
            var manifest = run.Results.Read(unit).Manifest;
            Assert.Equal(unit.System == "adamhf", manifest.Adaptation is not null);
            if (manifest.Adaptation is not { } adaptation) continue;
            Assert.Equal([Modality.Pathology, Modality.Genomics], adaptation.Tokens.Select(one => one.Modality));
            Assert.All(adaptation.Tokens, one => Assert.Equal(manifest.HeldOutPatients, one.Patients));
            Assert.NotEmpty(adaptation.Gates);
            Assert.All(adaptation.Gates, gate => Assert.NotNull(gate.HolmPValue));
            Assert.InRange(adaptation.Front!.MeanAuc, 0, 1);
            // All patients of this cohort have the same share of front.
            Assert.Null(adaptation.Front.ShareCorrelation);
        }
        var cox = run.Results.FolderOf(WorkUnits.Of(run.Results.Plan).First(unit => unit.System == "cox"));
        Assert.DoesNotContain("adaptation", File.ReadAllText(Path.Combine(cox, "manifest.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_has_the_means_over_the_folds()
    {
        using var folder = new TemporaryFolder();
        BenchmarkReport.Read(run.Results).Write(folder.Path);
        Adaptation[] units = [.. WorkUnits.Of(run.Results.Plan).Where(unit => unit.System == "adamhf")
            .Select(unit => run.Results.Read(unit).Manifest.Adaptation!)];
        Assert.Equal(2, units.Length);

        using var csv = CsvFile.Open(folder.Sub("adaptation.csv"));
        Assert.True(csv.Read());
        Assert.Equal(("tiny", "adamhf", 2), (csv.Text("cohort"), csv.Text("system"), csv.Whole("units")));
        Assert.Equal(units.Average(unit => unit.Tokens[0].ShareInside), csv.Number("pathology_inside"), 1e-12);
        Assert.Equal(units.Average(unit => unit.Tokens[1].MeanSelected), csv.Number("genomics_k_top"), 1e-12);
        var collapsed = units.Average(unit => unit.Gates.Count(gate => gate.LargestShare > 0.9));
        Assert.Equal(collapsed, csv.Number("collapsed_gates"), 1e-12);
        Assert.Equal(units.Average(unit => unit.Gates.Count(gate => gate.HolmPValue < 0.01)), csv.Number("gates_that_know_subtype"), 1e-12);
        Assert.Equal(units.Average(unit => unit.Front!.MeanAuc), csv.Number("front_auc"), 1e-12);
        Assert.Null(csv.NumberOrNull("share_correlation"));
        Assert.False(csv.Read());

        var line = File.ReadLines(folder.Sub("report.md")).SkipWhile(line => line != "## What adapts").First(
            line => line.StartsWith("| tiny | AdaMHF |", StringComparison.Ordinal));
        string[] cells = [.. line.Split('|').Select(cell => cell.Trim())];
        Assert.Equal(collapsed.ToString("0.#", CultureInfo.InvariantCulture), cells[6]);
        Assert.Equal("—", cells[9]);
        Assert.Contains("What adapts", File.ReadAllText(folder.Sub("report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Results_of_earlier_versions_are_reported_without_it()
    {
        using var folder = new TemporaryFolder();
        var copy = ResultFolder.For(folder.Sub("copy"), run.Results.Plan);
        copy.Merge([run.Results]);
        foreach (var unit in WorkUnits.Of(copy.Plan))
        {
            var path = Path.Combine(copy.FolderOf(unit), "manifest.json");
            var manifest = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
            manifest.Remove("adaptation");
            File.WriteAllText(path, manifest.ToJsonString());
            File.Delete(Path.Combine(copy.FolderOf(unit), UnitDigests.Name));
        }
        var files = BenchmarkReport.Read(copy).Write(folder.Sub("report"));
        Assert.Equal(3, files.Count);
        Assert.DoesNotContain("What adapts", File.ReadAllText(folder.Sub("report/report.md")), StringComparison.Ordinal);
    }
}
