using AdaMHF.MLNet;
using AdaMHF.Simulation;

namespace AdaMHF.Benchmark.Tests;

public class RunTests(FinishedRun run)
{
    [Fact]
    public void Every_unit_is_done() =>
        Assert.True(run.Result is { Failed: 0, IsCancelled: false } && WorkUnits.Of(run.Results.Plan).All(run.Results.Has));

    [Fact]
    public void Results_computed_from_the_files_are_those_of_the_run()
    {
        foreach (var unit in WorkUnits.Of(run.Results.Plan))
        {
            var result = run.Results.Read(unit);
            foreach (var said in result.Manifest.Results)
            {
                var rows = result.Predictions.Where(prediction => prediction.Condition == said.Condition).ToArray();
                // Not our own summary, but every pair counted here.
                var (right, pairs) = (0.0, 0L);
                foreach (var first in rows.Where(row => row.Event))
                {
                    foreach (var second in rows.Where(row => row.Time > first.Time || row.Time.Equals(first.Time) && !row.Event))
                    {
                        pairs++;
                        right += Math.Abs(first.Risk - second.Risk) <= 1e-8 ? 0.5 : first.Risk > second.Risk ? 1 : 0;
                    }
                }
                Assert.Equal(pairs, said.ComparablePairs);
                Assert.Equal(rows.Count(row => row.Event), said.Events);
                Assert.Equal(right / pairs, said.ConcordanceIndex, 1e-12);
            }
        }
    }

    [Fact]
    public void Conditions_take_away_what_they_name()
    {
        var late = run.Results.Read(WorkUnits.Of(run.Results.Plan).First(unit => unit.System == "late-fusion")).Predictions.ToLookup(
            prediction => prediction.Condition);
        var cox = run.Results.Read(WorkUnits.Of(run.Results.Plan).First(unit => unit.System == "cox")).Predictions.ToLookup(
            prediction => prediction.Condition);
        // Without slides the late fusion is the Cox model: the same order of the same patients.
        Assert.Equal(Order(cox["complete"]), Order(late["pathology-missing"]));
        Assert.NotEqual(Order(late["complete"]), Order(late["pathology-missing"]));
        foreach (var prediction in late["random-missing:0.5"])
        {
            var drawn = Condition.Drawn(prediction.PatientId, 0.5);
            Assert.Equal(late[drawn.Name].Single(other => other.PatientId == prediction.PatientId).Risk, prediction.Risk);
        }
        Assert.All(cox.Where(condition => condition.Key.StartsWith("group-", StringComparison.Ordinal)), condition => Assert.NotEqual(
            cox["complete"].Select(prediction => prediction.Risk), condition.Select(prediction => prediction.Risk)));

        static IEnumerable<string> Order(IEnumerable<PatientPrediction> predictions) => predictions.OrderBy(prediction => prediction.Risk)
            .Select(prediction => prediction.PatientId);
    }

    [Fact]
    public void The_random_condition_takes_each_modality_from_half_of_its_share()
    {
        var drawn = Enumerable.Range(0, 20_000).Select(patient => Condition.Drawn($"patient {patient}", 0.4))
            .CountBy(condition => condition).ToDictionary();
        Assert.Equal(0.2, drawn[Condition.GenomicsMissing] / 20_000.0, 0.015);
        Assert.Equal(0.2, drawn[Condition.PathologyMissing] / 20_000.0, 0.015);
    }

    [Fact]
    public void Finished_units_are_not_touched_again()
    {
        var files = Directory.EnumerateFiles(run.Results.Root, "timing.json", SearchOption.AllDirectories)
            .ToDictionary(file => file, File.ReadAllText);
        Run(run.Results, Shard.Whole);
        Assert.All(files, file => Assert.Equal(file.Value, File.ReadAllText(file.Key)));
    }

    [Fact]
    public void Shards_merged_are_the_whole_run_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        ResultFolder[] shards = [.. Enumerable.Range(0, 2)
            .Select(index => ResultFolder.For(folder.Sub($"shard-{index}"), run.Results.Plan))];
        foreach (var (index, shard) in shards.Index()) Run(shard, new Shard(index, 2));
        var merged = ResultFolder.For(folder.Sub("merged"), run.Results.Plan);
        Assert.Equal(WorkUnits.Of(run.Results.Plan).Count, merged.Merge(shards));
        foreach (var unit in WorkUnits.Of(run.Results.Plan))
        {
            foreach (var file in new[] { "manifest.json", "predictions.csv", "curve.csv" })
                Assert.Equal(File.ReadAllText(Path.Combine(run.Results.FolderOf(unit), file)),
                    File.ReadAllText(Path.Combine(merged.FolderOf(unit), file)));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_cut_file_does_not_count_as_done_and_the_unit_runs_again(bool hasDigests)
    {
        using var folder = new TemporaryFolder();
        var results = ResultFolder.For(folder.Sub("cut"), Plans.Tiny("cox") with { Folds = [0], Conditions = ["complete"] });
        Run(results, Shard.Whole);
        var unit = Assert.Single(WorkUnits.Of(results.Plan));
        // A version without digests wrote the other files alike.
        if (!hasDigests) File.Delete(Path.Combine(results.FolderOf(unit), UnitDigests.Name));
        Assert.True(results.Has(unit));
        var predictions = Path.Combine(results.FolderOf(unit), PredictionFile.Name);
        var whole = File.ReadAllLines(predictions);
        File.WriteAllLines(predictions, whole[..^3]);

        Assert.False(results.Has(unit));
        Assert.Contains(predictions, results.ProblemOf(unit), StringComparison.Ordinal);
        var refused = Assert.Throws<InvalidDataException>(() => ReportData.Read(results, withTimings: false));
        Assert.Contains(results.FolderOf(unit), refused.Message, StringComparison.Ordinal);
        Assert.Throws<PlanException>(() => ResultFolder.For(folder.Sub("merged"), results.Plan).Merge([results]));
        Run(results, Shard.Whole);
        Assert.True(results.Has(unit));
        Assert.Equal(whole, File.ReadAllLines(predictions));
    }

    [Fact]
    public void Results_of_another_plan_are_not_gone_on_with()
    {
        Assert.Throws<PlanException>(() => ResultFolder.For(run.Results.Root, run.Results.Plan with { Seeds = [7] }));
    }

    [Fact]
    public void A_cohort_without_bags_is_genomics_alone()
    {
        using var folder = new TemporaryFolder();
        var files = SimulatedCohort.Create(new SimulationPreset(40, [5, 6, 7, 8, 9, 10], 8, 32), worldSeed: 0, cohortSeed: 3)
            .WriteTo(folder.Sub("cohort"), TestContext.Current.CancellationToken);
        var results = ResultFolder.For(folder.Sub("results"), Plans.Tiny("cox", "attnmil", "adamhf") with
        {
            Cohorts = [new() { Name = "genes", Table = files.Table, Signatures = files.Signatures }],
            Folds = [0],
            Conditions = ["complete", Condition.EachGroup],
        });
        Run(results, Shard.Whole);
        // What needs slides is left out, and what can do without them is not.
        Assert.Equal(["cox", "adamhf"], WorkUnits.Of(results.Plan).Where(results.Has).Select(unit => unit.System));
    }

    [Fact]
    public void The_shrinkage_factor_is_the_recipes_and_a_plan_changes_it_for_every_system()
    {
        using var folder = new TemporaryFolder();
        var plan = Plans.Tiny("cox", "adamhf") with { Folds = [0], ShrinkageFactor = 1, Conditions = ["complete"] };
        var plain = ResultFolder.For(folder.Sub("plain"), plan);
        Run(plain, Shard.Whole);
        Assert.All(WorkUnits.Of(plain.Plan), unit =>
        {
            var (shrunk, other) = (run.Results.Read(unit), plain.Read(unit));
            var recommended = AdaMhfRecipe.Recommended.Grouping.ShrinkageFactor;
            Assert.Equal((recommended, 1), (shrunk.Manifest.ShrinkageFactor, other.Manifest.ShrinkageFactor));
            Assert.NotEqual(
                shrunk.Predictions.Where(prediction => prediction.Condition == "complete").Select(prediction => prediction.Risk),
                other.Predictions.Select(prediction => prediction.Risk));
        });
        Assert.Throws<PlanException>(() => PlanFile.Checked(plain.Plan with { ShrinkageFactor = 1.5 }));
    }

    [Fact]
    public void The_published_recipe_stands_beside_the_recommended_one_and_network_published_makes_it_the_only_one()
    {
        using var folder = new TemporaryFolder();
        var once = new SystemSettings { Epochs = 1, PatchesPerPatient = 8 };
        var plan = Plans.Tiny("adamhf-published", "adamhf-genomics") with
        {
            Cohorts = [new() { Name = "tiny", Simulated = "quick", Seed = 3, Patients = 40, PublishedSettings = "BLCA" }],
            Folds = [0],
            Conditions = ["complete"],
            Settings = new Dictionary<string, SystemSettings> { ["*"] = once, ["adamhf-published"] = once },
        };
        var beside = ResultFolder.For(folder.Sub("beside"), plan);
        Run(beside, Shard.Whole);
        var only = ResultFolder.For(folder.Sub("only"), plan with { Network = "published", Systems = ["adamhf-genomics"] });
        Run(only, Shard.Whole);

        Assert.Equal(("published, BLCA", 1.0), Recipe(beside, "adamhf-published"));
        Assert.Equal(("compact", 0.3), Recipe(beside, "adamhf-genomics"));
        Assert.Equal(("published, BLCA", 1.0), Recipe(only, "adamhf-genomics"));

        static (string, double) Recipe(ResultFolder results, string system)
        {
            var manifest = results.Read(WorkUnits.Of(results.Plan).Single(unit => unit.System == system)).Manifest;
            Assert.True(manifest.Parameters > 5_000_000 == (manifest.Network != "compact"), manifest.Parameters.ToString());
            return (manifest.Network, manifest.ShrinkageFactor);
        }
    }

    [Fact]
    public void Systems_in_their_published_setting_and_the_featurizer_by_itself_run_on_what_they_were_made_for()
    {
        using var folder = new TemporaryFolder();
        Vectors.Write(folder.Sub("source"), patients: 40);
        var results = ResultFolder.For(folder.Sub("results"), Plans.Tiny("gpdbn-vectors", "hfbsurv-vectors", "snn-groups", "snn-all") with
        {
            Cohorts = [new() { Name = "vectors", Paired = folder.Sub("source/patients.csv"), Folds = folder.Sub("source/folds.csv") }],
            Folds = [0],
            Settings = new Dictionary<string,
                SystemSettings>
            { ["gpdbn-vectors"] = new() { Epochs = 2 }, ["hfbsurv-vectors"] = new() { Epochs = 2 } },
        });
        Run(results, Shard.Whole);
        Assert.All(WorkUnits.Of(results.Plan),
            unit => Assert.All(results.Read(unit).Predictions, one => Assert.False(double.IsNaN(one.Risk))));
    }

    [Fact]
    public void Looking_at_the_units_of_a_plan_writes_nothing()
    {
        using var folder = new TemporaryFolder();
        var planned = ResultFolder.Planned(folder.Sub("looked-at"), Plans.Tiny("cox"));
        Assert.DoesNotContain(WorkUnits.Of(planned.Plan), planned.Has);
        Assert.False(Directory.Exists(planned.Root));
    }

    [Fact]
    public void A_cancelled_run_says_so_and_leaves_no_half_unit()
    {
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        source.Cancel();
        var results = ResultFolder.For(folder.Sub("cancelled"), Plans.Tiny("cox"));
        Assert.True(new BenchmarkRun(results, Shard.Whole).Run(source.Token).IsCancelled);
        Assert.DoesNotContain(WorkUnits.Of(results.Plan), results.Has);
    }

    [Fact]
    public void The_true_risk_is_the_best_of_all()
    {
        var mean = WorkUnits.Of(run.Results.Plan).GroupBy(unit => unit.System).ToDictionary(
            system => system.Key,
                system => system.Average(
                    unit => run.Results.Read(unit).Manifest.Results.First(result => result.Condition == "complete").ConcordanceIndex));
        Assert.Equal("truth", mean.MaxBy(system => system.Value).Key);
    }

    private static void Run(ResultFolder results, Shard shard) =>
        Assert.Equal(0, new BenchmarkRun(results, shard).Run(TestContext.Current.CancellationToken).Failed);
}
