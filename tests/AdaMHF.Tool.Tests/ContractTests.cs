using System.Text.Json;
using AdaMHF.MLNet;
using Microsoft.ML;

namespace AdaMHF.Tool.Tests;

/// <summary>What every command promises: exit codes, one JSON document on stdout, messages on stderr, never a stack trace.</summary>
public class ContractTests
{
    [Fact]
    public async Task Systems_are_listed()
    {
        var run = await ToolRun.Of("benchmark", "systems", "--json");
        var systems = Valid(run, 0, "benchmark-systems.json").GetProperty("systems");
        Assert.Contains(systems.EnumerateArray(), system => system.GetProperty("key").GetString() == "adamhf");
        Assert.Contains("late-fusion", (await ToolRun.Of("benchmark", "systems")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tiny_plan_is_run_reported_and_merged()
    {
        using var folder = new TemporaryFolder();
        string[] plan = ["--plan", "tiny", "--patients", "40", "--folds", "1", "--seeds", "1", "--systems", "cox", "truth", "--output",
            folder.Sub("results")];
        var run = await ToolRun.Of(["benchmark", "run", .. plan]);
        Assert.Equal((0, "2 of 2 units done"), (run.ExitCode, run.Output[..Math.Min(17, run.Output.Length)]));
        Assert.Contains("2/2 tiny/truth", run.Errors, StringComparison.Ordinal);
        var report = Valid(await ToolRun.Of("benchmark", "report", folder.Sub("results"), "--json"), 0, "benchmark-report.json");
        Assert.All(report.GetProperty("files").EnumerateArray(), file => Assert.True(File.Exists(file.GetString())));
        Assert.NotEmpty(report.GetProperty("rows").EnumerateArray());
        Assert.StartsWith("2 units copied",
            (await ToolRun.Of("benchmark", "merge", folder.Sub("results"), "--output", folder.Sub("merged"))).Output,
                StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_says_what_is_wrong()
    {
        using var folder = new TemporaryFolder();
        var sound = Valid(await ToolRun.Of("benchmark", "doctor", "--plan", "tiny", "--patients", "100", "--json"), 0,
            "benchmark-doctor.json");
        Assert.Equal(0, sound.GetProperty("failed").GetInt32());
        await File.WriteAllTextAsync(
            folder.Sub("table.csv"), "case_id,survival_months,censorship\nA,0,1\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.Sub("signatures.csv"), "Group\nTP53\n", TestContext.Current.CancellationToken);
        string[] files = ["--table", folder.Sub("table.csv"), "--signatures", folder.Sub("signatures.csv")];
        var broken = Valid(await ToolRun.Of(["benchmark", "doctor", .. files, "--json"]), 1, "benchmark-doctor.json");
        Assert.Contains(broken.GetProperty("problems").EnumerateArray(), problem => problem.GetProperty("severity").GetString() == "error");
    }

    [Fact]
    public async Task A_model_is_whole_or_damaged_or_without_digests()
    {
        using var folder = new TemporaryFolder();
        var old = Path.Combine(AppContext.BaseDirectory, "models", "CmtaTrainer.zip");
        async Task<JsonElement> Inspect(string zip, int exitCode) =>
            Valid(await ToolRun.Of("inspect", "model", zip, "--json"), exitCode, "inspect-model.json");
        var without = await Inspect(old, 0);
        Assert.Equal(JsonValueKind.Null, without.GetProperty("whole").ValueKind);
        Assert.Equal("cmta", without.GetProperty("trainer").GetString());
        Assert.InRange(without.GetProperty("patients").GetInt32(), 1, 48);
        Assert.Equal("warning", without.GetProperty("problems")[0].GetProperty("severity").GetString());

        var ml = new MLContext();
        var model = ml.Model.LoadSurvivalModel(old, out var schema);
        ml.Model.SaveSurvivalModel(model, schema, folder.Sub("new.zip"));
        var whole = await Inspect(folder.Sub("new.zip"), 0);
        Assert.True(whole.GetProperty("whole").GetBoolean());
        Assert.Empty(whole.GetProperty("problems").EnumerateArray());
        Assert.Equal(without.GetProperty("seed").GetInt32(), whole.GetProperty("seed").GetInt32());

        var bytes = await File.ReadAllBytesAsync(folder.Sub("new.zip"), TestContext.Current.CancellationToken);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(folder.Sub("flipped.zip"), bytes, TestContext.Current.CancellationToken);
        var flipped = await Inspect(folder.Sub("flipped.zip"), 1);
        Assert.False(flipped.GetProperty("whole").GetBoolean());
        Assert.Contains("Weights.safetensors", flipped.GetProperty("problems")[0].GetProperty("message").GetString(),
            StringComparison.Ordinal);
        Assert.Contains("damaged", (await ToolRun.Of("inspect", "model", folder.Sub("flipped.zip"))).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "inspect", "model", "no-such-model.zip", "--json")]
    [InlineData(1, "inspect", "model", "/proc", "--json")]
    [InlineData(1, "inspect", "model", "adamhf.dll", "--json")]
    [InlineData(2, "inspect", "model", "--json")]
    [InlineData(2, "benchmark")]
    [InlineData(2, "benchmark", "nothing")]
    [InlineData(2, "benchmark", "run")]
    [InlineData(2, "benchmark", "run", "--output", "/proc/x")]
    [InlineData(2, "benchmark", "run", "--output", "x", "--plan", "no-such-plan")]
    [InlineData(2, "benchmark", "run", "--output", "x", "--data", "no-such-folder")]
    [InlineData(2, "benchmark", "run", "--output", "x", "--systems", "nobody", "--list")]
    [InlineData(2, "benchmark", "run", "--output", "x", "--shard", "4/4", "--list")]
    [InlineData(2, "benchmark", "run", "--output", "x", "--cohorts", "nowhere", "--list")]
    [InlineData(2, "benchmark", "report", "no-such-folder", "--json")]
    [InlineData(2, "benchmark", "doctor", "--data", "no-such-folder", "--json")]
    [InlineData(2, "benchmark", "doctor", "--table", "no-such-table.csv", "--json")]
    [InlineData(1, "benchmark", "doctor", "--table", "no-such-table.csv", "--signatures", "none.csv", "--json")]
    public async Task What_cannot_be_done_is_said_in_words(int exitCode, params string[] arguments)
    {
        var run = await ToolRun.Of(arguments);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.DoesNotContain("   at ", run.Output + run.Errors, StringComparison.Ordinal);
        if (arguments.Contains("--json"))
        {
            Assert.NotEmpty(
                Valid(run, exitCode, $"{arguments[0]}-{arguments[1]}.json").GetProperty("problems").EnumerateArray());
        }
        else Assert.NotEmpty(run.Errors);
    }

    [Fact]
    public async Task A_run_that_is_interrupted_ends_cleanly()
    {
        if (OperatingSystem.IsWindows()) return;
        // A shell that starts tests in the background has them and their children ignore the signal.
        Assert.SkipWhen(IgnoresInterrupts(), "The process that started the tests ignores SIGINT.");
        using var folder = new TemporaryFolder();
        using var run = ToolRun.Start("benchmark", "run", "--systems", "cmta", "--epochs", "500", "--output", folder.Path);
        var messages = run.StandardError;
        await messages.ReadLineAsync(TestContext.Current.CancellationToken);
        using var kill = System.Diagnostics.Process.Start(
            "kill", ["-INT", run.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(130, run.ExitCode);
        Assert.DoesNotContain("   at ", await messages.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static bool IgnoresInterrupts()
    {
        const string Ignored = "SigIgn:";
        if (!OperatingSystem.IsLinux()) return false;
        var mask = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Ignored, StringComparison.Ordinal))[Ignored.Length..];
        const int Interrupt = 2;
        return (ulong.Parse(mask, System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture)
            & (1UL << (Interrupt - 1))) != 0;
    }

    internal static JsonElement Valid(ToolRun run, int exitCode, string schema) => Documents.Valid(run, exitCode, schema);
}
