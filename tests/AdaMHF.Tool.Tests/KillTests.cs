namespace AdaMHF.Tool.Tests;

/// <summary>A run that is killed again and again ends where an undisturbed one does.</summary>
[Trait("Category", "Soak")]
public class KillTests
{
    private const int Kills = 30;

    private static readonly string[] Plan =
    [
        "--patients", "60", "--folds", "5", "--epochs", "1", "--patches", "32", "--seeds", "3", "--systems", "cox", "late-fusion", "adamhf",
        "truth",
    ];

    [Fact(Explicit = true)]
    public async Task Thirty_kills_and_the_same_report()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await Done(["benchmark", "run", "--output", folder.Sub("undisturbed"), .. Plan]);
        // Every other run is let finish a unit first, so that the kills fall on all of the work and not on the start alone.
        var random = new Random(12);
        string[] disturbed = ["benchmark", "run", "--output", folder.Sub("killed"), .. Plan];
        for (var kill = 0; kill < Kills; kill++)
        {
            using var run = ToolRun.Start(disturbed);
            var end = run.WaitForExitAsync(cancellation);
            if (kill % 2 == 1) await FirstUnit(run.StandardError, cancellation);
            await Task.WhenAny(end, Task.Delay(random.Next(0, 1500), cancellation));
            if (!run.HasExited) run.Kill();
            await end;
        }
        Assert.InRange(Directory.GetFiles(folder.Sub("killed"), "manifest.json", SearchOption.AllDirectories).Length, 10, 39);
        await Done(disturbed);
        foreach (var name in new[] { "undisturbed", "killed" }) await Done(["benchmark", "report", folder.Sub(name), "--omit-timings"]);
        foreach (var file in new[] { "report.html", "report.md", "report.csv" })
        {
            Assert.Equal(
                await File.ReadAllBytesAsync(folder.Sub($"undisturbed/report/{file}"), cancellation),
                await File.ReadAllBytesAsync(folder.Sub($"killed/report/{file}"), cancellation));
        }
    }

    private static async Task Done(string[] arguments) => Assert.Equal(0, (await ToolRun.Of(arguments)).ExitCode);

    /// <summary>Waits for the line of a finished unit, such as <c>3/40 quick-0/...</c>, or for the end.</summary>
    private static async Task FirstUnit(StreamReader messages, CancellationToken cancellation)
    {
        while (await messages.ReadLineAsync(cancellation) is { } line && !line.Contains("/40 ", StringComparison.Ordinal))
        {
        }
    }
}
