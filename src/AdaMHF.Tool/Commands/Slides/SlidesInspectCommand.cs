using System.CommandLine;
using AdaMHF.Slides;

namespace AdaMHF.Tool;

/// <summary>The command <c>slides inspect</c>.</summary>
internal static class SlidesInspectCommand
{
    public static Command Create()
    {
        var slides = new Argument<string[]>("slides") { Description = "Slides, or folders of slides.", Arity = ArgumentArity.OneOrMore };
        var assume = ExtractionArguments.AssumeMpp();
        var json = JsonOutput.Option();
        var command = new Command("inspect", "Says what slides are, who reads them, and what stands in the way of an extraction.")
        {
            slides, assume, json,
        };
        command.SetAction((result, cancellation) => Task.Run(() =>
        {
            List<Inspected> inspected = [];
            foreach (var file in SlideFiles.Of(result.GetRequiredValue(slides)))
            {
                cancellation.ThrowIfCancellationRequested();
                inspected.Add(Inspect(file, result.GetValue(assume)));
            }
            Problem[] problems = [.. inspected.Where(one => one.Problem is not null).Select(
                one => new Problem(one.Reader is null ? "error" : "warning", one.Problem!, one.File))];
            if (result.GetValue(json)) JsonOutput.Write(new { Slides = inspected, Problems = problems });
            else foreach (var one in inspected) Print(one);
            return problems.Any(problem => problem.Severity == "error") ? ExitCode.WrongData : ExitCode.Done;
        }));
        return command;
    }

    private static Inspected Inspect(string file, double? assumed)
    {
        try
        {
            using var slide = SlideImage.Open(file, assumed);
            var info = slide.Info;
            // One pixel: some files can be opened, and nothing in them decoded.
            slide.Read(info.Levels.Count - 1, 0, 0, 1, 1);
            return new(
                file, info.Reader, info.Width, info.Height, info.Levels.Count, info.MicronsPerPixel, info.ScaleSource,
                info.MicronsPerPixel is null ? "The file carries no scale: extraction needs --assume-mpp." : null);
        }
        catch (SlideException error)
        {
            return new(file, null, null, null, null, null, ScaleSource.None, error.Message);
        }
    }

    private static void Print(Inspected one)
    {
        if (one.Reader is null)
        {
            Console.Error.WriteLine(one.Problem);
            return;
        }
        var scale = one.MicronsPerPixel is { } microns ? FormattableString.Invariant($"{microns:0.####} microns per pixel") : "no scale";
        Console.WriteLine($"{one.File}: {one.Width} x {one.Height}, {one.Levels} levels, {scale} ({one.ScaleSource}), {one.Reader}");
        if (one.Problem is not null) Console.Error.WriteLine($"{one.File}: {one.Problem}");
    }

    private sealed record Inspected(
        string File, string? Reader, int? Width, int? Height, int? Levels, double? MicronsPerPixel, ScaleSource ScaleSource,
        string? Problem);
}
