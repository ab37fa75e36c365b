using System.Diagnostics;
using System.Globalization;
using AdaMHF.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace QuickStart;

/// <summary>Scores patients in a new process that only calls <c>mlContext.Model.Load</c>, and compares bit by bit.</summary>
internal static class FreshProcess
{
    /// <summary>The <c>score</c> command: prints patient and score; R is the shortest text that gives the same bits back.</summary>
    public static int Score(string modelZip, string table, string split)
    {
        var ml = new MLContext();
        var cohort = ml.Data.LoadSurvivalCohort(table);
        var model = ml.Model.Load(modelZip, out _);
        foreach (var (patient, score) in Scores(model.Transform(cohort.Split(SurvivalSplit.FromCsv(split)).TestSet)))
            Console.WriteLine($"{patient} {score.ToString("R", CultureInfo.InvariantCulture)}");
        return 0;
    }

    /// <summary>Number of patients whose score in a new process has the same bits as here.</summary>
    public static (int Same, int All) Compare(IDataView scored, string modelZip, CohortFiles files)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        // Under "dotnet program.dll" the process is dotnet itself, which needs to be told the program.
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        foreach (var argument in new[] { "score", modelZip, files.Table, files.Split }) start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        var there = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Trim().Split(' '))
            .ToDictionary(parts => parts[0], parts => float.Parse(parts[1], CultureInfo.InvariantCulture));
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"The scoring process ended with exit code {process.ExitCode}.");

        var here = Scores(scored);
        return (here.Count(pair => there.TryGetValue(pair.Patient, out var score) && AreSame(score, pair.Score)), here.Count);
    }

    private static bool AreSame(float a, float b) => BitConverter.SingleToInt32Bits(a) == BitConverter.SingleToInt32Bits(b);

    private static List<(string Patient, float Score)> Scores(IDataView scored) =>
        [.. scored.GetColumn<string>("PatientId").Zip(scored.GetColumn<float>("Score"))];
}
