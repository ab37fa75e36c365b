using System.Globalization;
using AdaMHF.PatchBags;

namespace AdaMHF.Benchmark;

/// <summary>
/// The paired TCGA-BRCA features of GPDBN as a cohort in the formats of this library: 32 expression and 32 copy-number features as two gene
/// groups, 32 pathology features as a bag of one patch.
/// </summary>
public static class GpdbnCohort
{
    private const int Features = 32;
    private const int Folds = 5;

    /// <summary>Reads patients.csv and folds.csv, and writes table.csv, signatures.csv, splits/ and features/.</summary>
    /// <param name="source">Folder of the two files.</param>
    /// <param name="target">Folder of the cohort; made where it is missing.</param>
    /// <exception cref="IOException">A file is absent or damaged, or the folder cannot be written.</exception>
    public static void Write(string source, string target)
    {
        Directory.CreateDirectory(Path.Combine(target, "splits"));
        WriteTable(Path.Combine(source, "patients.csv"), target);
        WriteSplits(Path.Combine(source, "folds.csv"), Path.Combine(target, "splits"));
        var signatures = new CsvText("Gene expression", "Copy number");
        foreach (var number in Numbers()) signatures.Row($"G{number}", $"C{number}");
        File.WriteAllText(Path.Combine(target, "signatures.csv"), signatures.ToString());
    }

    private static void WriteTable(string patients, string target)
    {
        using var csv = CsvFile.Open(patients);
        var table = new CsvText(
            ["case_id", "slide_id", "survival_months", "censorship", .. Numbers().Select(number => $"G{number}_rnaseq"), .. Numbers()
                .Select(number => $"C{number}_cnv")]);
        while (csv.Read())
        {
            var patient = csv.Text("patient_id");
            table.Row([patient, patient, csv.Text("time_months"), 1 - csv.Whole("event"), .. Numbers()
                .Select(number => csv.Text($"gene_{number}")), .. Numbers().Select(number => csv.Text($"cna_{number}"))]);
            var patch = new PatchFeatures([.. Numbers().Select(number => (float)csv.Number($"path_{number}"))], Features);
            ClamH5Writer.Write(Path.Combine(target, "features", $"{patient}.h5"), patch);
        }
        File.WriteAllText(Path.Combine(target, "table.csv"), table.ToString());
    }

    private static void WriteSplits(string folds, string target)
    {
        var rows = new List<(int Fold, string Part, string Patient)>();
        using (var csv = CsvFile.Open(folds))
        {
            while (csv.Read()) rows.Add((csv.Whole("fold"), csv.Text("part"), csv.Text("patient_id")));
        }
        for (var fold = 0; fold < Folds; fold++)
        {
            string[] train = Of("train"), heldOut = Of("test");
            var split = new CsvText("", "train", "val");
            for (var row = 0; row < train.Length; row++) split.Row(row, train[row], heldOut.ElementAtOrDefault(row));
            File.WriteAllText(Path.Combine(target, string.Create(CultureInfo.InvariantCulture, $"splits_{fold}.csv")), split.ToString());

            string[] Of(string part) => [.. rows.Where(row => row.Fold == fold + 1 && row.Part == part).Select(row => row.Patient)];
        }
    }

    private static IEnumerable<string> Numbers() => Enumerable.Range(1, Features)
        .Select(number => number.ToString("00", CultureInfo.InvariantCulture));
}
