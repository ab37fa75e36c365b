using System.Reflection;
using TorchSharp;

namespace AdaMHF.MLNet;

/// <summary>Versions of the libraries that a model is trained with.</summary>
internal static class LibraryVersions
{
    public static string Library { get; } = Of(typeof(LibraryVersions));

    public static string TorchSharp { get; } = Of(typeof(torch));

    public static string MLNet { get; } = Of(typeof(Microsoft.ML.MLContext));

    private static string Of(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? type.Assembly.GetName().Version?.ToString()
        ?? "unknown";
}
