using AdaMHF.Testing;

namespace AdaMHF.Tool.Tests;

/// <summary>A benchmark on a disk that is full; skipped where no file system can be mounted.</summary>
[Trait("Category", "Soak")]
public class FullDiskTests
{
    [Fact(Explicit = true)]
    public async Task It_is_said_in_words_and_the_run_goes_on_when_there_is_space()
    {
        using var disk = FullDisk.TryMount(3_000_000);
        Assert.SkipWhen(disk is null, "Needs the right to mount a file system in memory.");
        disk!.FillExcept(100_000);
        string[] plan = ["benchmark", "run", "--plan", "tiny", "--patients", "40", "--folds", "1", "--seeds", "1", "--systems", "cox",
            "--output", Path.Combine(disk.Path, "results")];
        var full = await ToolRun.Of(plan);
        Assert.Equal(1, full.ExitCode);
        Assert.Contains("No space left", full.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", full.Output + full.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("target of an invocation", full.Errors, StringComparison.Ordinal);

        File.Delete(Path.Combine(disk.Path, "filler"));
        var run = await ToolRun.Of(plan);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.StartsWith("1 of 1 units done", run.Output, StringComparison.Ordinal);
    }
}
