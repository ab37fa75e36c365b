using System.Reflection;
using System.Runtime.InteropServices;
using AdaMHF.MLNet;
using AdaMHF.Networks;
using Microsoft.ML;
using TorchSharp;

namespace AdaMHF.Benchmark;

/// <summary>What a result depends on besides plan and data.</summary>
internal static class Versions
{
    public static IReadOnlyDictionary<string, string> All { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["AdaMHF.MLNet"] = Of(typeof(SurvivalContext)),
        ["Microsoft.ML"] = Of(typeof(MLContext)),
        ["TorchSharp"] = Of(typeof(torch)),
        [".NET"] = RuntimeInformation.FrameworkDescription,
        ["system"] = RuntimeInformation.RuntimeIdentifier,
    };

    /// <summary>What Torch computes on.</summary>
    public static string Device => TorchBackend.Describe();

    private static string Of(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? type.Assembly.GetName().Version!.ToString();
}
