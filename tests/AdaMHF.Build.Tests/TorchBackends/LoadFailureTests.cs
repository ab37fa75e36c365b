using AdaMHF.Networks;

namespace AdaMHF.Build.Tests;

/// <summary>What systems that these tests do not run on would be told; the loaders' words are theirs.</summary>
public sealed class LoadFailureTests
{
    private const string FirstLine =
        "Unable to load shared library 'LibTorchSharp' or one of its dependencies. In order to help diagnose ...";

    [Fact]
    public void An_older_libstdcxx_is_told_by_its_missing_version_without_the_list_of_file_names()
    {
        string text = new LoadFailure(
            "linux-x64",
            ["/app/native"],
            $"""
            {FirstLine}
            /app/native/LibTorchSharp.so: cannot open shared object file: No such file or directory
            /lib/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /app/native/libLibTorchSharp.so)
            /app/native/libLibTorchSharp: cannot open shared object file: No such file or directory
            """).Explain();
        Assert.Contains(
            "The loader said: /lib/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /app/native/libLibTorchSharp.so)\n",
            text,
            StringComparison.Ordinal);
        Assert.Contains("TorchSharpForOlderLinux", text, StringComparison.Ordinal);
        Assert.DoesNotContain("No such file", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GLIBCXX_3.4.33", "newer libstdc++")]
    [InlineData("GLIBC_2.34", "newer Linux system")]
    public void Another_missing_version_is_not_said_to_be_repaired(string version, string advice)
    {
        string loader = $"{FirstLine}\nlibx.so: version `{version}' not found (required by y)";
        string text = new LoadFailure("linux-x64", ["/app"], loader).Explain();
        Assert.Contains($"lacks {version}: use a {advice}.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("TorchSharpForOlderLinux", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("win-x64", "libtorch-cpu-win-x64, or for CUDA TorchSharp-cuda-windows,")]
    [InlineData("osx-arm64", "libtorch-cpu-osx-arm64 to")]
    [InlineData("linux-arm64", "none for linux-arm64: run on linux-x64, win-x64 or osx-arm64")]
    public void The_package_named_is_the_systems(string platform, string package)
    {
        const string loader = "Unable to load DLL 'LibTorchSharp': The specified module could not be found.";
        string text = new LoadFailure(platform, ["/app"], loader).Explain();
        Assert.Contains(package, text, StringComparison.Ordinal);
        Assert.Contains("The specified module could not be found.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_libtorch_is_there_no_second_one_is_asked_for()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("libtorch_cpu.so"), "");
        string text = new LoadFailure("linux-x64", [folder.Path], FirstLine).Explain();
        Assert.Contains("libtorch is there", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Add the package", text, StringComparison.Ordinal);
    }
}
