using System.Globalization;

namespace AdaMHF.Benchmark.Tests;

public class UnitPlanningTests
{
    [Fact]
    public void Units_are_the_product_of_the_plan_where_a_system_can_be_trained()
    {
        var plan = Plans.Tiny("adamhf", "cox") with { Seeds = [0, 1, 2] };
        var units = WorkUnits.Of(plan);
        Assert.Equal(2 * 3, units.Count(unit => unit.System == "adamhf"));
        // Without chance one seed says all.
        Assert.Equal(2, units.Count(unit => unit.System == "cox"));
        Assert.Equal(units.Count, units.Select(unit => unit.Path).Distinct().Count());
    }

    [Fact]
    public void A_system_takes_as_many_of_the_seeds_as_its_settings_say()
    {
        var plan = Plans.Tiny("adamhf", "late-fusion", "gpdbn", "cox") with
        {
            Seeds = [3, 5, 8],
            Settings = new Dictionary<string, SystemSettings> { ["*"] = new() { Seeds = 1 }, ["adamhf"] = new() { Seeds = 2 } },
        };
        var seeds = WorkUnits.Of(plan).ToLookup(unit => unit.System, unit => unit.Seed);
        Assert.Equal([3, 5], seeds["adamhf"].Distinct());
        Assert.All(["late-fusion", "gpdbn", "cox"], (string system) => Assert.Equal([3], seeds[system].Distinct()));
        var none = plan with { Settings = new Dictionary<string, SystemSettings> { ["cox"] = new() { Seeds = 0 } } };
        Assert.Contains("'cox'", Assert.Throws<PlanException>(() => PlanFile.Checked(none)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cohort_without_bags_has_no_units_for_what_needs_them()
    {
        var plan = Plans.Tiny("adamhf", "adamhf-pathology", "late-fusion", "truth") with
        {
            Cohorts = [new() { Name = "genes", Table = "t.csv", Signatures = "s.csv" }],
        };
        Assert.Equal(["adamhf"], WorkUnits.Of(plan).Select(unit => unit.System).Distinct());
    }

    [Fact]
    public void Training_without_a_modality_leaves_out_the_systems_that_need_it_and_the_conditions_that_take_it()
    {
        var plan = Plans.Tiny("adamhf", "adamhf-pathology", "cox") with { Training = [TrainingData.WithoutPathology] };
        var units = WorkUnits.Of(plan);
        Assert.Equal(["adamhf", "cox"], units.Select(unit => unit.System).Distinct());
        var conditions = WorkUnits.ConditionsOf(units[0], plan, ["Oncogenes"]);
        Assert.Equal(["complete", "group-missing:Oncogenes"], conditions.Select(condition => condition.Name));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(100)]
    public void Shards_divide_the_units_exactly_and_evenly(int count)
    {
        var units = WorkUnits.Of(Plans.Tiny("adamhf", "cox", "late-fusion") with { Seeds = [0, 1, 2, 3] });
        var shards = Enumerable.Range(0, count).Select(index => new Shard(index, count).Of(units)).ToArray();
        Assert.Equal(units.Select(unit => unit.Path).Order(), shards.SelectMany(shard => shard).Select(unit => unit.Path).Order());
        Assert.True(shards.Max(shard => shard.Count) - shards.Min(shard => shard.Count) <= 1);
        foreach (var system in units.Select(unit => unit.System).Distinct())
        {
            int[] counts = Array.ConvertAll(shards, shard => shard.Count(unit => unit.System == system));
            Assert.True(counts.Max() - counts.Min() <= 1, $"{system}: {string.Join(' ', counts)}");
        }
    }

    [Fact]
    public void The_shards_of_a_shard_are_that_shard()
    {
        var units = WorkUnits.Of(Plans.Tiny("adamhf", "cox", "late-fusion") with { Seeds = [0, 1, 2, 3] });
        var parts = Enumerable.Range(0, 2).SelectMany(index => new Shard(1 + (3 * index), 3 * 2).Of(units));
        Assert.Equal(new Shard(1, 3).Of(units).Select(unit => unit.Path).Order(), parts.Select(unit => unit.Path).Order());
    }

    [Theory]
    [InlineData("4/4")]
    [InlineData("-1/4")]
    [InlineData("1")]
    [InlineData("a/b")]
    public void A_shard_that_there_is_not_is_refused(string text) => Assert.Throws<PlanException>(() => Shard.Parse(text));

    [Fact]
    public void A_plan_is_read_back_as_it_was_written_and_its_paths_start_at_its_folder()
    {
        using var folder = new TemporaryFolder();
        var plan = Plans.Tiny(
            "adamhf") with
        { Cohorts = [new() { Name = "BLCA", Table = "data/t.csv", Signatures = "s.csv", Preset = "BLCA" }] };
        File.WriteAllText(folder.Sub("plan.json"), PlanFile.Text(plan));
        var read = PlanFile.Read(folder.Sub("plan.json"));
        Assert.Equal(folder.Sub("data/t.csv"), read.Cohorts[0].Table);
        Assert.Equal(PlanFile.Text(read), PlanFile.Text(read with { }));
        Assert.Equal(1, read.SettingsOf(BenchmarkSystems.Of("adamhf")).Epochs);
    }

    [Theory]
    [InlineData("\"systems\":[\"adamhf\"],\"cohorts\":[]")]
    [InlineData("\"systems\":[\"nobody\"],\"cohorts\":[{\"name\":\"a\",\"simulated\":\"quick\"}]")]
    [InlineData("\"systems\":[\"adamhf\"],\"cohorts\":[{\"name\":\"a\"}]")]
    [InlineData("\"systems\":[\"adamhf\"],\"cohorts\":[{\"name\":\"a\",\"simulated\":\"quick\"}],\"conditions\":[\"nothing\"]")]
    [InlineData("\"systems\":[\"adamhf\"],\"cohorts\":[{\"name\":\"a\",\"simulated\":\"quick\"}],\"folds\":[5]")]
    [InlineData("\"systems\":[\"adamhf\"],\"cohorts\":[{\"name\":\"a\",\"simulated\":\"quick\"}],\"spelling\":1")]
    [InlineData("\"systems\":[\"adamhf\"],\"cohorts\":[{\"name\":\"a\",\"simulated\":\"quick\",\"frontShare\":[0.3,0.2]}]")]
    [InlineData("\"systems\":[\"adamhf\"],\"cohorts\":[{\"name\":\"a\",\"simulated\":\"quick\",\"frontShare\":[0.3]}]")]
    [InlineData("\"systems\":[\"adamhf-published\"],\"cohorts\":[{\"name\":\"a\",\"simulated\":\"quick\"}]")]
    [InlineData("\"systems\":[\"adamhf\"],\"cohorts\":[{\"name\":\"a\",\"simulated\":\"quick\"}],\"network\":\"published\"")]
    [InlineData(
        "\"systems\":[\"adamhf\"],\"cohorts\":[{\"name\":\"a\",\"simulated\":\"quick\",\"publishedSettings\":\"LIHC\"}]")]
    [InlineData(
        "\"systems\":[\"snn\"],\"cohorts\":[{\"name\":\"a\",\"simulated\":\"quick\"}],\"settings\":{\"snn\":{\"linearStart\":\"both\"}}")]
    public void A_plan_that_cannot_be_run_is_refused(string json)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Sub("plan.json"), $"{{{json}}}");
        Assert.Throws<PlanException>(() => PlanFile.Read(folder.Sub("plan.json")));
    }

    [Fact]
    public void A_plan_says_how_much_tumour_front_the_patients_of_a_simulated_cohort_have()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            folder.Sub("plan.json"),
            """{"systems":["cox"],"cohorts":[{"name":"a","simulated":"quick","patients":20,"frontShare":[0.1,0.2]}]}""");
        var cohort = PlanFile.Read(folder.Sub("plan.json")).Cohorts[0];

        var files = CohortFiles.Of(cohort, folder.Sub("cohorts"), TestContext.Current.CancellationToken);
        var shares = File.ReadLines(Path.Combine(Path.GetDirectoryName(files.Truth!)!, "front.csv")).Skip(1)
            .Select(line => double.Parse(line.Split(',')[2], CultureInfo.InvariantCulture)).ToArray();
        Assert.All(shares, share => Assert.InRange(share, 0.1, 0.2));
        Assert.True(shares.Distinct().Count() > 10);
    }

    [Fact]
    public void Every_plan_of_the_package_can_be_run()
    {
        Assert.Contains("default", PlanFile.Names);
        Assert.All(PlanFile.Names, name => Assert.NotEmpty(WorkUnits.Of(PlanFile.Read(name))));
    }

    [Fact]
    public void The_plan_of_ablations_has_every_one() =>
        Assert.Equal(
            BenchmarkSystems.Ablations.Select(system => system.Key).Prepend("adamhf").Order(),
            PlanFile.Read("ablations").Systems.Order());

    [Fact]
    public void A_plan_or_a_folder_of_data_that_there_is_not_is_refused()
    {
        Assert.Contains("default", Assert.Throws<PlanException>(() => PlanFile.Read("nothing")).Message, StringComparison.Ordinal);
        Assert.Throws<PlanException>(() => PlanFile.Read("default", data: "no such folder"));
    }
}
