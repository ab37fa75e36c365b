using AdaMHF.Networks;
using AdaMHF.TensorFiles;
using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

public class SurvivalSystemTests
{
    public static TheoryData<string> Keys => SmallSystems.Keys;

    [Theory, MemberData(nameof(Keys))]
    public void A_changed_copy_keeps_the_defaults_of_its_trainer(string key)
    {
        var system = SurvivalSystems.Of(key);
        var own = system.DefaultOptions;
        var changed = own with { Seed = 4 };
        Assert.Equal(system.OptionsType, changed.GetType());
        Assert.Equal(own, changed with { Seed = null });
        Assert.NotEqual(own, changed);
        Assert.Equal(Values(own), Values(changed));

        static object Values(SurvivalTrainerOptions options) => (
            options.Epochs,
            options.LearningRate,
            options.BatchSize,
            options.Optimizer,
            options.Schedule,
            options.BalancedSampling,
            options.EarlyStopping,
            options.MaxGradientNorm);
    }

    [Theory, MemberData(nameof(Keys))]
    public void The_catalog_has_a_method_for_each_and_no_other_network(string key)
    {
        var trainer = SurvivalSystems.Of(key).TrainerType;
        var methods = typeof(SurvivalTrainersCatalog).GetMethods().Where(method => method.ReturnType == trainer).ToArray();
        Assert.NotEmpty(methods);
        var networks = typeof(SurvivalTrainersCatalog).GetMethods()
            .Select(method => method.ReturnType)
            .Where(type => typeof(IEstimator<SurvivalNetworkTransformer>).IsAssignableFrom(type))
            .ToHashSet();
        Assert.Equal(SurvivalSystems.All.Select(system => system.TrainerType).ToHashSet(), networks);
    }

    [Theory, MemberData(nameof(Keys))]
    public void A_network_is_not_built_larger_than_given_weights(string key)
    {
        var (system, groups) = (SurvivalSystems.Of(key), new[] { 13, 14, 15, 12, 11, 12 });
        SurvivalNetwork Create() => system.CreateNetwork(SmallSystems.Options(system), 16, groups, seed: 0);
        NamedTensors weights;
        using (var network = Create()) weights = NetworkWeights.Copy(network);
        using (ConstructionBudget.Of(weights)) Create().Dispose();

        // Nine tenths of the numbers: layers are counted without their biases.
        var numbers = weights.Tensors.Values.Sum(tensor => tensor.Count) * 9 / 10;
        var fewer = new Dictionary<string, StoredTensor> { ["all"] = StoredTensor.FromSingles(new float[numbers], numbers) };
        using var budget = ConstructionBudget.Of(new(fewer));
        Assert.Throws<InvalidDataException>(Create);
    }

    [Fact]
    public void A_preset_survives_a_copy_and_explicit_values_take_precedence()
    {
        var preset = new AdaMhfTrainer.Options { Preset = AdaMhfPreset.Ucec };
        var changed = preset with { Seed = 1, Epochs = 3 };
        Assert.Equal((3, 0.0001, 2), (changed.Epochs, changed.LearningRate, changed.BatchSize));
        Assert.Equal((0.5, 0.1), (changed.Network.AlignmentWeight, changed.Network.LocalRate));
        var other = preset with { Preset = AdaMhfPreset.Brca };
        Assert.Equal((20, 0.005, 1, 0.05), (other.Epochs, other.LearningRate, other.BatchSize, other.Network.LocalRate));
    }

    [Fact]
    public void Options_of_another_system_are_refused()
    {
        var refused = Assert.Throws<ArgumentException>(
            () => SurvivalSystems.Of("mcat").CreateTrainer(new MLContext(), new CmtaTrainer.Options()));
        Assert.Contains("CmtaTrainer", refused.Message, StringComparison.Ordinal);
        Assert.Contains("McatTrainer", refused.Message, StringComparison.Ordinal);
        var unknown = Assert.Throws<ArgumentException>(() => SurvivalSystems.Of("mkat"));
        Assert.Contains("Known: snn, ", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_and_display_names_are_unique()
    {
        Assert.Equal(SurvivalSystems.All.Count, SurvivalSystems.All.Select(system => system.Key).Distinct().Count());
        Assert.Equal(SurvivalSystems.All.Count, SurvivalSystems.All.Select(system => system.DisplayName).Distinct().Count());
    }

    [Fact]
    public void The_default_options_are_the_recommended_ones() =>
        Assert.Equal(AdaMhfRecipe.Recommended.Training, new AdaMhfTrainer.Options());
}
