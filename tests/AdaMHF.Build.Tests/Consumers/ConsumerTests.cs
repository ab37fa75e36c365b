using System.Text.Json;

namespace AdaMHF.Build.Tests;

/// <summary>Applications outside this repository, on the Linux system that runs these tests.</summary>
[Trait("Category", "Soak")]
public sealed class ConsumerTests(PackageFeed feed) : IClassFixture<PackageFeed>
{
    [Theory(Explicit = true)]
    [InlineData("AdaMHF.Networks", "build")]
    [InlineData("AdaMHF.MLNet", "build")]
    [InlineData("AdaMHF.Networks", "build", "-r", "linux-x64")]
    [InlineData("AdaMHF.Networks", "publish")]
    [InlineData("AdaMHF.Networks", "publish", "-r", "linux-x64", "--no-self-contained", "-p:PublishSingleFile=true")]
    public async Task An_application_computes_with_the_repaired_library(string package, params string[] build)
    {
        RequireLinux();
        byte[] shipped = TorchSharpLibrary.Bytes();
        using var consumer = await ConsumerProject.CreateAsync(feed, package);
        await consumer.BuildAsync(build);

        Run run = await consumer.RunAsync();
        Assert.True(run.ExitCode == 0, run.All);
        Assert.Matches(@"^libtorch 2\.10\.0\S* on CPU, \d+ threads; gradient 24\s*$", run.Output);

        string library = Assert.Single(Directory.GetFiles(consumer.Output, "libLibTorchSharp.so", SearchOption.AllDirectories));
        byte[] used = await File.ReadAllBytesAsync(library, TestContext.Current.CancellationToken);
        byte[] cached = await File.ReadAllBytesAsync(Repository.TorchSharpLibrary, TestContext.Current.CancellationToken);
        Assert.Equal(TorchSharpLibrary.FlagsPosition, Assert.Single(TorchSharpLibrary.Differences(shipped, used)));
        Assert.Empty(TorchSharpLibrary.Differences(shipped, cached));
    }

    [Fact(Explicit = true)]
    public async Task A_second_build_does_nothing_anew()
    {
        RequireLinux();
        using var consumer = await ConsumerProject.CreateAsync(feed, "AdaMHF.Networks");
        await consumer.BuildAsync("build");
        Run second = await consumer.BuildAsync("build", "--no-restore", "-v", "detailed");
        const string skipped = "Skipping target \"WriteTorchSharpForOlderLinux\" because all output files are up-to-date";
        Assert.Contains(skipped, second.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(consumer.Output, "runtimes", "linux-x64", "native", "libLibTorchSharp.so")));
        using JsonDocument dependencies = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(consumer.Output, "Consumer.deps.json"), TestContext.Current.CancellationToken));
        JsonElement target = dependencies.RootElement.GetProperty("targets").GetProperty(".NETCoreApp,Version=v10.0");
        JsonElement library = target.GetProperty("TorchSharp/0.107.0").GetProperty("runtimeTargets")
            .GetProperty("runtimes/linux-x64/native/libLibTorchSharp.so");
        Assert.Equal("native", library.GetProperty("assetType").GetString());
    }

    [Fact(Explicit = true)]
    public async Task Without_the_repair_an_older_system_is_told_what_it_lacks()
    {
        RequireLinux();
        using var consumer = await ConsumerProject.CreateAsync(feed, "AdaMHF.Networks");
        await consumer.BuildAsync("build", "-p:TorchSharpForOlderLinux=false");
        Run run = await consumer.RunAsync();
        Assert.SkipWhen(run.ExitCode == 0, "This system has libstdc++ of GCC 13 or later.");
        Assert.Equal(3, run.ExitCode);
        Assert.Contains("version `GLIBCXX_3.4.32' not found (required by ", run.Output, StringComparison.Ordinal);
        Assert.Contains("TorchSharpForOlderLinux", run.Output, StringComparison.Ordinal);
    }

    private static void RequireLinux() => Assert.SkipUnless(OperatingSystem.IsLinux(), "The library for Linux is what is repaired.");
}
