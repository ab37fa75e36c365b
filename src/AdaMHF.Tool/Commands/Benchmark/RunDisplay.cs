using AdaMHF.Benchmark;
using Spectre.Console;

namespace AdaMHF.Tool;

/// <summary>Says how far a run is: a bar where the terminal can show one, a line per unit where it cannot.</summary>
internal sealed class RunDisplay(ProgressTask? bar) : IProgress<BenchmarkProgress>
{
    /// <summary>Runs with a bar if there can be one.</summary>
    public static BenchmarkRunResult Show(Func<IProgress<BenchmarkProgress>, BenchmarkRunResult> run)
    {
        if (!Messages.Console.Profile.Capabilities.Interactive) return run(new RunDisplay(null));
        return Messages.Console.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => run(new RunDisplay(context.AddTask("starting"))));
    }

    public void Report(BenchmarkProgress value)
    {
        if (value.Message is { } message) Messages.Say(message);
        if (bar is null) return;
        bar.MaxValue = Math.Max(1, value.Units);
        bar.Value = value.Finished + (0.95 * (value.Training?.Fraction ?? 0));
        if (value is not { Unit: { } unit, Training: { } training }) return;
        var left = value.Remaining is { } time ? FormattableString.Invariant($", about {time:h\\:mm\\:ss} left") : "";
        var member = training.Members > 1 ? $"member {training.Member}/{training.Members}, " : "";
        var epoch = $"epoch {training.Epoch}/{training.Epochs}";
        bar.Description = Markup.Escape($"{unit}, {member}{epoch}, {value.Finished} of {value.Units} done{left}");
    }
}
