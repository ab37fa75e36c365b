using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using TorchSharp;

namespace AdaMHF.Networks;

/// <summary>Why the native library did not load, with advice.</summary>
/// <param name="Platform">The system's runtime identifier, for example <c>linux-x64</c>.</param>
/// <param name="Folders">Where the runtime looks for native libraries.</param>
/// <param name="LoaderMessage">Message of the runtime, one line per attempt.</param>
internal sealed partial record LoadFailure(string Platform, IReadOnlyList<string> Folders, string LoaderMessage)
{
    // The standard library of GCC 13, against which TorchSharp 0.107's Linux library is linked.
    private const string RepairedVersion = "GLIBCXX_3.4.32";

    /// <summary>The failure of this process.</summary>
    public static LoadFailure OfThisProcess(string loaderMessage)
    {
        string known = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        string[] folders = known.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : "linux";
        string architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        return new LoadFailure(
            $"{system}-{architecture}",
            [.. folders.Append(AppContext.BaseDirectory).Select(Path.TrimEndingDirectorySeparator).Distinct()],
            loaderMessage);
    }

    /// <summary>What was tried, what the loader reported and what to do.</summary>
    public string Explain() =>
        $"""
        TorchSharp's native library LibTorchSharp could not be loaded on {Platform}.
        Searched: {string.Join(", ", Folders)}.
        The loader said: {string.Join(" | ", TellingLines())}
        {Advice()}
        """;

    private string Advice()
    {
        Match lacking = LackingVersion().Match(LoaderMessage);
        if (lacking.Success)
        {
            string newer = lacking.Groups["family"].Value == "GLIBC" ? "a newer Linux system" : "a newer libstdc++";
            return lacking.Groups["version"].Value == RepairedVersion
                ? $"This system's libstdc++ is older than GCC 13's. Building the application with the package AdaMHF.Networks " +
                  $"repairs the library in its output, unless the property TorchSharpForOlderLinux is false; otherwise install {newer}."
                : $"This system lacks {lacking.Groups["version"].Value}: use {newer}.";
        }

        return Holds("torch_cpu")
            ? "libtorch is there, but LibTorchSharp or something that it needs is missing or damaged: " +
              "remove the folders bin and obj, restore the packages and build again."
            : $"No native backend comes with this application. {Backend()}";
    }

    private string Backend()
    {
        const string Place = "to the project that is started, in the version made for";
        string torchSharp = $"TorchSharp {typeof(torch).Assembly.GetName().Version?.ToString(3)}";
        return Platform switch
        {
            "linux-x64" => $"Add the package libtorch-cpu-linux-x64, or for CUDA TorchSharp-cuda-linux, {Place} {torchSharp}.",
            "win-x64" => $"Add the package libtorch-cpu-win-x64, or for CUDA TorchSharp-cuda-windows, {Place} {torchSharp}.",
            "osx-arm64" => $"Add the package libtorch-cpu-osx-arm64 {Place} {torchSharp}.",
            _ => $"{torchSharp} has none for {Platform}: run on linux-x64, win-x64 or osx-arm64.",
        };
    }

    private bool Holds(string library)
    {
        string file = Platform.StartsWith("win", StringComparison.Ordinal) ? $"{library}.dll"
            : Platform.StartsWith("osx", StringComparison.Ordinal) ? $"lib{library}.dylib"
            : $"lib{library}.so";
        return Folders.Any(folder => File.Exists(Path.Combine(folder, file)));
    }

    /// <summary>Without the lines on missing files: the runtime tries a dozen file names for one library.</summary>
    private IEnumerable<string> TellingLines()
    {
        string[] lines = LoaderMessage.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string[] telling =
        [
            .. lines.Skip(1).Where(line =>
                !line.Contains("LibTorchSharp", StringComparison.Ordinal)
                || !line.Contains("no such file", StringComparison.OrdinalIgnoreCase)),
        ];
        return telling.Length > 0 ? telling : lines.Take(1);
    }

    [GeneratedRegex(@"version .(?<version>(?<family>GLIBCXX|CXXABI|GLIBC)_[0-9.]+). not found")]
    private static partial Regex LackingVersion();
}
