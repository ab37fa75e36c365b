using System.Globalization;
using AdaMHF.MLNet;
using Benchmark.Plan;
using Spectre.Console;

namespace Benchmark.Run;

/// <summary>Says how far a run is: a bar where the terminal can show one, a line per unit where it cannot.</summary>
internal sealed class RunReporter(IReadOnlyList<WorkUnit> left, int alreadyDone, ProgressTask? bar)
{
    private readonly TimeRemaining _time = new();
    private int _finished;

    /// <summary>Runs with a bar if there can be one.</summary>
    public static int Show(IReadOnlyList<WorkUnit> left, int alreadyDone, Func<RunReporter, int> run)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive) return run(new(left, alreadyDone, null));
        var code = 0;
        AnsiConsole.Progress().Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }).Start(context =>
            code = run(new(left, alreadyDone, context.AddTask("starting", maxValue: Math.Max(1, left.Count)))));
        return code;
    }

    public IProgress<TrainingProgress> Start(WorkUnit unit)
    {
        Describe(unit, "");
        return new Epochs(progress =>
        {
            if (bar is not null) bar.Value = _finished + (0.95 * progress.Fraction);
            Describe(unit, string.Create(CultureInfo.InvariantCulture, $"epoch {progress.Epoch}/{progress.Epochs}, "));
        });
    }

    public void Finish(WorkUnit unit, string result, TimeSpan took)
    {
        _finished++;
        _time.Add(unit.System, took);
        if (bar is not null) bar.Value = _finished;
        Say(string.Create(CultureInfo.InvariantCulture, $"{alreadyDone + _finished}/{alreadyDone + left.Count} {unit}: {result}, {took.TotalSeconds:F1} s{Remaining()}"));
    }

    /// <summary>A line above the bar.</summary>
    public static void Say(string line)
    {
        // A file has no width at which to break a line.
        if (AnsiConsole.Profile.Capabilities.Interactive) AnsiConsole.WriteLine(line);
        else Console.WriteLine(line);
    }

    private void Describe(WorkUnit unit, string epoch)
    {
        if (bar is not null) bar.Description = Markup.Escape($"{unit}, {epoch}{_finished} of {left.Count} done{Remaining()}");
    }

    private string Remaining() => _finished < left.Count && _time.Of(left.Skip(_finished).Select(unit => unit.System)) is { } time
        ? string.Create(CultureInfo.InvariantCulture, $", about {time:h\\:mm\\:ss} left")
        : "";

    // System.Progress posts to other threads; the bar wants its reports in order.
    private sealed class Epochs(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
