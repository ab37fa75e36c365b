using System.Reflection;
using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

/// <summary>
/// Every survival system with a small network and one epoch, for tests of all of them. Sizes are set by the property names that the
/// networks have in common.
/// </summary>
internal static class SmallSystems
{
    private static readonly Dictionary<string, object> Sizes = new()
    {
        ["TokenWidth"] = 16,
        ["AttentionWidth"] = 4,
        ["HiddenWidth"] = 8,
        ["PerceptronWidth"] = 8,
        ["PatchHiddenWidth"] = 16,
        ["GenomicHiddenWidth"] = 8,
        ["VectorWidth"] = 16,
        ["CodeWidth"] = 8,
        ["PooledWidth"] = 4,
        ["ProductWidth"] = 4,
        ["Rank"] = 2,
        ["Landmarks"] = 4,
        ["Clusters"] = 3,
        ["ClusteredPatches"] = 300,
        ["Widths"] = new[] { 8, 8 },
        ["HiddenWidths"] = new[] { 8 },
        ["GenomicHiddenWidths"] = new[] { 8 },
    };

    /// <summary>Keys of all systems.</summary>
    public static TheoryData<string> Keys => [.. SurvivalSystems.All.Select(system => system.Key)];

    /// <summary>The trainer's default options with a small network and one epoch.</summary>
    public static SurvivalTrainerOptions Options(SurvivalSystem system)
    {
        if (system.Key == SurvivalSystems.AdaMhf) return SmallStudy.Options;
        var options = Shrunk(system.DefaultOptions with
        {
            EarlyStopping = null,
            Epochs = 1,
            BatchSize = Math.Min(system.DefaultOptions.BatchSize, 4),
        });
        var network = system.OptionsType.GetProperty("Network")!;
        network.SetValue(options, Shrunk(network.GetValue(options)!));
        return options;
    }

    public static T Options<T>() where T : SurvivalTrainerOptions =>
        (T)Options(SurvivalSystems.All.First(system => system.OptionsType == typeof(T)));

    public static IEstimator<SurvivalNetworkTransformer> Trainer(MLContext ml, string key) =>
        SurvivalSystems.Of(key).CreateTrainer(ml, Options(SurvivalSystems.Of(key)));

    /// <summary>A copy with the sizes above, as <c>with</c> would make it.</summary>
    private static T Shrunk<T>(T record) where T : class
    {
        var copy = (T)record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
        foreach (var property in record.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (Sizes.TryGetValue(property.Name, out var size) && property.SetMethod is not null) property.SetValue(copy, size);
        }
        return copy;
    }
}
