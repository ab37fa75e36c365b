using AdaMHF.MLNet;

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
    }
}
