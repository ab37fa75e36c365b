using AdaMHF.Slides;
using Spectre.Console;

namespace AdaMHF.Tool;

/// <summary>Says how far an extraction is: a bar where the terminal can show one, a line for each slide where it cannot.</summary>
internal sealed class ExtractionDisplay(ProgressTask? bar) : IProgress<ExtractionProgress>
{
    public static IReadOnlyList<SlideRecord> Show(Func<IProgress<ExtractionProgress>, IReadOnlyList<SlideRecord>> run)
    {
        if (!Messages.Console.Profile.Capabilities.Interactive) return run(new ExtractionDisplay(null));
        return Messages.Console.Progress()
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context => run(new ExtractionDisplay(context.AddTask("starting"))));
    }

    public void Report(ExtractionProgress value)
    {
        var left = value.Remaining is { } time ? $" (about {(int)time.TotalHours}:{time:mm\\:ss} left)" : "";
        if (value.Record is { } record)
        {
            var what = record.Reason ?? FormattableString.Invariant($"{record.Patches:N0} patches in {record.Seconds.Total:F1} s");
            Messages.Say($"{value.Finished}/{value.Slides} {record.Slide}: {what}{left}");
        }
        if (bar is null) return;
        bar.MaxValue = Math.Max(1, value.Slides);
        bar.Value = value.Finished + (value.Record is null && value.Patches > 0 ? (double)value.PatchesDone / value.Patches : 0);
        bar.Description = Markup.Escape($"{value.Slide}, {value.PatchesDone:N0} of {value.Patches:N0} patches{left}");
    }
}
