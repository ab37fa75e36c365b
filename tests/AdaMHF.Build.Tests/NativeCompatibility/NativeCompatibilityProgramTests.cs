namespace AdaMHF.Build.Tests;

public sealed class NativeCompatibilityProgramTests
{
    [Fact]
    public async Task Readelf_shows_the_demand_as_weak()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/readelf"), "There is no readelf here.");
        using var folder = new TemporaryFolder();
        Run run = await Run.ToolAsync("NativeCompatibility", Repository.TorchSharpLibrary, folder.File("library.so"));
        Assert.Equal((0, ""), (run.ExitCode, run.All));

        Assert.Equal("none", await FlagsAsync(Repository.TorchSharpLibrary));
        Assert.Equal("WEAK", await FlagsAsync(folder.File("library.so")));
    }

    [Fact]
    public async Task A_library_left_alone_is_copied_as_it_is_and_the_reason_told()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("text.so"), "no library", TestContext.Current.CancellationToken);
        Run run = await Run.ToolAsync("NativeCompatibility", folder.File("text.so"), folder.File("copy.so"));
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("text.so' is used as it is: it is not an ELF library.", run.Output, StringComparison.Ordinal);
        Assert.Equal("no library", await File.ReadAllTextAsync(folder.File("copy.so"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_missing_library_is_an_error_that_names_it()
    {
        using var folder = new TemporaryFolder();
        Run run = await Run.ToolAsync("NativeCompatibility", folder.File("missing.so"), folder.File("copy.so"));
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith($"NativeCompatibility : error : no copy of '{folder.File("missing.so")}'", run.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_hard_link_in_the_way_is_replaced_and_not_written_through()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Makes the link by ln.");
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("cached.so"), TorchSharpLibrary.Bytes(), TestContext.Current.CancellationToken);
        Assert.Equal(0, (await Run.ProgramAsync("ln", folder.Path, "cached.so", "output.so")).ExitCode);

        Run run = await Run.ToolAsync("NativeCompatibility", folder.File("cached.so"), folder.File("output.so"));
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(TorchSharpLibrary.Differences(TorchSharpLibrary.Bytes(), await BytesAsync(folder.File("cached.so"))));
        Assert.Single(TorchSharpLibrary.Differences(TorchSharpLibrary.Bytes(), await BytesAsync(folder.File("output.so"))));
    }

    private static Task<byte[]> BytesAsync(string path) => File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);

    private static async Task<string> FlagsAsync(string library)
    {
        Run run = await Run.ProgramAsync("/usr/bin/readelf", "/", "-V", "-W", library);
        string line = run.Output.Split('\n').Single(line => line.Contains("Name: GLIBCXX_3.4.32", StringComparison.Ordinal));
        return line.Split("Flags:")[1].Trim().Split(' ')[0];
    }
}
