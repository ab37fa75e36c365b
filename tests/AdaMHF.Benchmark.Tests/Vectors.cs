using System.Globalization;

namespace AdaMHF.Benchmark.Tests;

/// <summary>Files as GPDBN's were published, of a few patients.</summary>
internal static class Vectors
{
    public static void Write(string folder, int patients)
    {
        var random = new Random(4);
        Directory.CreateDirectory(folder);
        string[] kinds = ["gene", "cna", "path"];
        var names = kinds.SelectMany(kind => Enumerable.Range(1, 32).Select(number => Text($"{kind}_{number:00}")));
        var rows = Enumerable.Range(0, patients).Select(patient => string.Join(
            ',', [Text($"P{patient}"), Text($"{1 + random.Next(100)}"), Text($"{patient % 2}"),
                .. names.Select(_ => Text($"{random.NextDouble() - 0.5:F3}"))]));
        File.WriteAllLines(Path.Combine(folder, "patients.csv"), [$"patient_id,time_months,event,{string.Join(',', names)}", .. rows]);
        var folds =
            from fold in Enumerable.Range(1, 5)
            from patient in Enumerable.Range(0, patients)
            select Text($"P{patient},{fold},{(patient % 5 == fold - 1 ? "test" : "train")}");
        File.WriteAllLines(Path.Combine(folder, "folds.csv"), ["patient_id,fold,part", .. folds]);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
