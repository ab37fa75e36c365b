using System.Diagnostics;

namespace AdaMHF.Tool.Tests;

/// <summary>Whole runs under cultures with other numbers and letters give the same bytes. Needs ICU, which users' programs have.</summary>
[Trait("Category", "Soak")]
public class CultureTests
{
    private static readonly string[] Cultures = ["en_US", "de_DE", "tr_TR", "fa_IR"];

    private static readonly string[] Plan =
    [
        "--patients", "60", "--folds", "2", "--epochs", "1", "--patches", "32", "--seeds", "1", "--systems", "cox", "adamhf", "truth",
    ];

    [Fact(Explicit = true)]
    public async Task Four_cultures_give_the_same_report()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        foreach (var culture in Cultures)
        {
            await Run(culture, ["benchmark", "run", "--output", folder.Sub(culture), .. Plan]);
            await Run(culture, ["benchmark", "report", folder.Sub(culture), "--omit-timings"]);
        }
        foreach (var culture in Cultures[1..])
        {
            foreach (var file in new[] { "report.html", "report.md", "report.csv" })
            {
                Assert.Equal(
                    await File.ReadAllBytesAsync(folder.Sub($"{Cultures[0]}/report/{file}"), cancellation),
                    await File.ReadAllBytesAsync(folder.Sub($"{culture}/report/{file}"), cancellation));
            }
        }
        TestContext.Current.TestOutputHelper!.WriteLine($"Tally: {Cultures.Length} tried, 0 refused, {Cultures.Length} right, 0 wrong");
    }

    private static async Task Run(string culture, string[] arguments)
    {
        var start = ToolRun.StartInfo(arguments);
        start.Environment["LC_ALL"] = culture + ".UTF-8";
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "0";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var sawIcu = false;
        while (!process.WaitForExit(TimeSpan.FromMilliseconds(50))) sawIcu |= MapsIcu(process.Id);
        await output;
        Assert.SkipWhen((await errors).Contains("valid ICU package", StringComparison.Ordinal), "Needs ICU (Debian: libicu72).");
        Assert.True(process.ExitCode == 0, await errors);
        Assert.True(sawIcu || !Directory.Exists("/proc/self"), "The run did not load ICU.");
    }

    private static bool MapsIcu(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/maps").Contains("libicu", StringComparison.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
