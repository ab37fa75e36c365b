using System.CommandLine;
using AdaMHF.PatchBags;

namespace AdaMHF.Tool;

/// <summary>The command <c>inspect bags</c>.</summary>
internal static class InspectBagsCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("folder") { Description = "Folder with one file of patch features per slide." };
        var quick = new Option<bool>("--headers-only") { Description = "Reads the headers of the bags and not their features." };
        var json = JsonOutput.Option();
        var command = new Command("bags", "Reads patch bags and says what is in each and what is wrong with it.") { folder, quick, json };
        command.SetAction((result, cancellation) => Task.Run(() =>
        {
            var bags = new SlideFolder(result.GetRequiredValue(folder).ToString());
            string[] files = [.. bags.Files()];
            var report = bags.Inspect(files.Select(Slide).Distinct(), !result.GetValue(quick), cancellation);
            Problem[] problems =
            [
                .. report.Slides
                    .Where(slide => slide.Findings.Count > 0)
                    .Select(slide => new Problem(Severity(slide), slide.Message, slide.File)),
                .. files.Length == 0 ? [new Problem("error", $"'{bags.Path}' holds no file of patch features.")] : Array.Empty<Problem>(),
            ];
            if (result.GetValue(json)) JsonOutput.Write(new { Bags = report.Slides.Select(Row), Problems = problems });
            else Print(report.Slides, problems);
            return problems.Any(problem => problem.Severity == "error") ? ExitCode.WrongData : ExitCode.Done;
        }));
        return command;
    }

    private static string Slide(string file) => Path.GetFileNameWithoutExtension(file);

    private static string Severity(SlideInspection slide) =>
        slide.Findings.Any(finding => finding is BagFinding.Unreadable or BagFinding.NotFinite or BagFinding.NoPatches)
            ? "error"
            : "warning";

    private static object Row(SlideInspection slide) => new
    {
        Slide = slide.SlideId,
        slide.File,
        Format = slide.File is { } file ? Path.GetExtension(file).TrimStart('.').ToLowerInvariant() : null,
        Patches = slide.Header?.PatchCount,
        slide.Header?.Width,
        Coordinates = slide.Header switch
        {
            { HasCoordinates: true, CoordinateMicronsPerPixel: not null } => "micrometres",
            { HasCoordinates: true } => "pixels",
            _ => "none",
        },
        slide.Header?.PatchSize,
        Problem = slide.Findings.Count > 0 ? slide.Message : null,
    };

    private static void Print(IReadOnlyList<SlideInspection> slides, Problem[] problems)
    {
        const int Shown = 10;
        SlideInspection[] sound = [.. slides.Where(slide => slide.Header is not null)];
        Console.WriteLine(
            $"{slides.Count} bags, {sound.Sum(slide => (long)slide.Header!.PatchCount)} patches, "
            + $"widths {string.Join(", ", sound.Select(slide => slide.Header!.Width).Distinct().Order())}.");
        foreach (var problem in problems.Take(Shown)) Console.Error.WriteLine($"{problem.Severity}: {problem.File}: {problem.Message}");
        if (problems.Length > Shown) Console.Error.WriteLine($"and {problems.Length - Shown} more.");
    }
}
