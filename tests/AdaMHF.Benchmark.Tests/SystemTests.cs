using AdaMHF.MLNet;
using AdaMHF.Networks;

namespace AdaMHF.Benchmark.Tests;

public class SystemTests
{
    public static TheoryData<string> Networks => [.. SurvivalSystems.All.Select(system => system.Key)];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_survival_system_is_in_the_benchmark(string key)
    {
        var network = SurvivalSystems.Of(key);
        var system = BenchmarkSystems.Of(key);
        Assert.Equal((network.DisplayName, network.Modalities), (system.Name, system.Modalities));
    }

    [Fact]
    public void Every_system_has_a_key_of_its_own() =>
        Assert.Equal(BenchmarkSystems.All.Count, BenchmarkSystems.All.Select(system => system.Key).Distinct().Count());

    [Fact]
    public void A_plan_changes_single_values_and_a_trainers_own_stay()
    {
        var own = new ClamTrainer.Options();
        var changed = (ClamTrainer.Options)new SystemSettings { Epochs = 3 }.ApplyTo(own);
        Assert.Equal(own with { Epochs = 3 }, changed);
        Assert.Equal(own with { Ensemble = 5 }, new SystemSettings { Ensemble = 5 }.ApplyTo(own));
        Assert.Equal(new() { Epochs = 2, Ensemble = 5 }, new SystemSettings { Epochs = 2 }.Over(new() { Epochs = 3, Ensemble = 5 }));
    }

    [Fact]
    public void A_linear_start_reaches_AdaMHF_alone_and_the_Cox_weight_every_network()
    {
        using var folder = new TemporaryFolder();
        var plan = Plans.Tiny("adamhf", "snn");
        var json = PlanFile.Text(plan with { Settings = new Dictionary<string, SystemSettings>() });
        const string Settings = "\"settings\":{\"*\":{\"coxWeight\":0.5,\"linearStart\":\"both\",\"batchSize\":8}}";
        File.WriteAllText(folder.Sub("plan.json"), json.Replace("\"settings\": {}", Settings, StringComparison.Ordinal));
        var read = PlanFile.Read(folder.Sub("plan.json")).SettingsOf(BenchmarkSystems.Of("adamhf"));
        Assert.Equal(
            new AdaMhfTrainer.Options { CoxWeight = 0.5, LinearStart = LinearStart.Both, BatchSize = 8 },
            read.ApplyTo(new AdaMhfTrainer.Options()));
        Assert.Equal(new ClamTrainer.Options { CoxWeight = 0.5, BatchSize = 8 }, read.ApplyTo(new ClamTrainer.Options()));
        Assert.Equal(read, new SystemSettings().Over(read));
    }

    [Fact]
    public void Settings_of_all_reach_a_variant_of_AdaMHF_but_no_system_with_its_own()
    {
        var plan = Plans.Tiny("adamhf") with
        {
            Settings = new Dictionary<string, SystemSettings>
            {
                ["*"] = new() { Epochs = 3, BatchSize = 1 },
                ["adamhf"] = new() { Epochs = 4 },
                ["gpdbn-vectors"] = new() { Epochs = 5 },
            },
        };
        Assert.Equal(new() { Epochs = 4, BatchSize = 1 }, plan.SettingsOf(BenchmarkSystems.Of("adamhf~two-stages")));
        Assert.Equal(new() { Epochs = 5 }, plan.SettingsOf(BenchmarkSystems.Of("gpdbn-vectors")));
        // The published recipe brings its own.
        Assert.Equal(new(), plan.SettingsOf(BenchmarkSystems.Of("adamhf-published")));
    }
}
