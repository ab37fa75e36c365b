using System.Text.Json;

namespace AdaMHF.Build.Tests;

/// <summary>
/// Packages that the samples reference. CUDA packages cannot be restored everywhere, so MSBuild evaluates the projects without restoring.
/// </summary>
public sealed class BackendChoiceTests
{
    private static readonly string Sample = Path.Combine(Repository.Root, "samples", "QuickStart");

    [Theory]
    [InlineData("linux-x64", "cpu", "libtorch-cpu-linux-x64")]
    [InlineData("win-x64", "cpu", "libtorch-cpu-win-x64")]
    [InlineData("osx-arm64", "cpu", "libtorch-cpu-osx-arm64")]
    [InlineData("linux-x64", "cuda", "TorchSharp-cuda-linux")]
    [InlineData("win-x64", "cuda", "TorchSharp-cuda-windows")]
    public async Task One_backend_for_one_system_is_all_that_differs(string system, string backend, string package)
    {
        string[] without = await PackagesAsync("-p:TorchBackend=none");
        string[] with = await PackagesAsync($"-p:TorchBackend={backend}", $"-p:RuntimeIdentifier={system}");
        Assert.Equal([package], with.Except(without));
        Assert.Empty(without.Except(with));
    }

    [Fact]
    public async Task The_default_is_the_CPU_of_the_system_that_builds()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux is the system expected here.");
        string[] packages = await PackagesAsync();
        Assert.Equal(["libtorch-cpu-linux-x64"], packages.Where(package => package.Contains("torch", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Microsofts_trainers_come_on_request_only()
    {
        string[] without = await PackagesAsync();
        string[] with = await PackagesAsync("-p:WithMicrosoftMLTorchSharp=true");
        Assert.Equal(["Microsoft.ML.TorchSharp"], with.Except(without));
        Assert.Empty(without.Except(with));
    }

    /// <summary>With what the packages need in turn; downloads them where they are not on the machine.</summary>
    [Trait("Category", "Soak")]
    [Fact(Explicit = true)]
    public async Task Microsofts_trainers_can_be_restored_beside_the_library()
    {
        using var folder = new TemporaryFolder();
        Run run = await Run.DotnetAsync(Sample, "restore", "-p:WithMicrosoftMLTorchSharp=true", $"-p:ArtifactsPath={folder.Path}");
        Assert.True(run.ExitCode == 0, run.All);
    }

    [Theory]
    [InlineData("-t:CollectPackageReferences", "-p:TorchBackend=rocm", "'rocm on ")]
    [InlineData("-t:CollectPackageReferences", "-p:RuntimeIdentifier=linux-arm64", "'cpu on linux-arm64'")]
    [InlineData("-t:ResolvePackageAssets", "-p:TorchBackend=rocm", "'rocm on ")]
    public async Task An_unknown_backend_is_an_error_that_lists_the_known_ones(string target, string property, string named)
    {
        Run run = await Run.DotnetAsync(Sample, "msbuild", "-nologo", target, property);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains($"error : There is no native Torch backend {named}", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "cpu on linux-x64, cpu on osx-arm64, cpu on win-x64, cuda on linux-x64, cuda on win-x64",
            run.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_native_part_comes_with_the_library_by_a_package_of_ours()
    {
        string project = Path.Combine(Repository.Root, "src", "AdaMHF.MLNet.Backends");
        Run run = await Run.DotnetAsync(project, "msbuild", "-nologo", "-getItem:TorchBackendPackage", "-getItem:PackageVersion");
        Assert.True(run.ExitCode == 0, run.All);
        using JsonDocument document = JsonDocument.Parse(run.Output);
        JsonElement items = document.RootElement.GetProperty("Items");
        JsonElement[] backends = [.. items.GetProperty("TorchBackendPackage").EnumerateArray()];
        var versions = items.GetProperty("PackageVersion").EnumerateArray().Select(item => item.GetProperty("Identity").GetString());
        Assert.Equal(
            ["Cpu.Linux", "Cpu.MacOS", "Cpu.Windows", "Cuda.Linux", "Cuda.Windows"],
            backends.Select(item => item.GetProperty("Brings").GetString()).Order(StringComparer.Ordinal));
        Assert.All(backends, item => Assert.Contains(item.GetProperty("Identity").GetString(), versions));
    }

    private static async Task<string[]> PackagesAsync(params string[] properties)
    {
        Run run = await Run.DotnetAsync(Sample, ["msbuild", "-nologo", "-getItem:PackageReference", .. properties]);
        Assert.True(run.ExitCode == 0, run.All);
        using JsonDocument document = JsonDocument.Parse(run.Output);
        return
        [
            .. document.RootElement.GetProperty("Items").GetProperty("PackageReference").EnumerateArray()
                .Select(item => item.GetProperty("Identity").GetString()!)
                .Order(StringComparer.Ordinal),
        ];
    }
}
