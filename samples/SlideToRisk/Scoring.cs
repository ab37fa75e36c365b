using System.Diagnostics;
using System.Globalization;
using AdaMHF.MLNet.Slides;
using Microsoft.ML;

namespace SlideToRisk;

/// <summary>Scores slides by a saved model, here or in a process of its own.</summary>
internal static class Scoring
{
    /// <summary>The <c>score</c> command: prints each slide and its risk; R is the shortest text that gives the same bits back.</summary>
    public static int Print(string zip, IEnumerable<string> slides, SlideModelPlaces places)
    {
        var ml = new MLContext();
        var model = ml.Model.LoadSlideModel(zip, out _, places);
        var rows = ml.Data.LoadFromEnumerable(slides.Select(slide => new Patient { Slides = [slide] }));
        foreach (var (slide, risk) in Study.Scores(model.Transform(rows), nameof(Patient.Slides)))
            Console.WriteLine($"{slide} {risk.ToString("R", CultureInfo.InvariantCulture)}");
        return 0;
    }

    /// <summary>Number of risks that are the same in a new process, with the encoder elsewhere and no bag at hand.</summary>
    public static int Compare(
        IReadOnlyList<(string Slides, float Risk)> here, string zip, string encoder, string slides, string bags)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        // Under "dotnet program.dll" the process is dotnet itself, which needs to be told the program.
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        string[] arguments = ["score", zip, .. here.Select(row => row.Slides), "--encoder", encoder, "--slides", slides, "--bags", bags];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var there = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' '))
            .ToDictionary(parts => parts[0], parts => float.Parse(parts[1], CultureInfo.InvariantCulture));
        process.WaitForExit();
        return here.Count(row => there.TryGetValue(row.Slides, out var risk)
            && BitConverter.SingleToInt32Bits(risk) == BitConverter.SingleToInt32Bits(row.Risk));
    }
}
