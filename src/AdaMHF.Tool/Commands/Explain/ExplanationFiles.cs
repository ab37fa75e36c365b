using System.Globalization;
using AdaMHF.MLNet;
using CsvHelper;

namespace AdaMHF.Tool;

/// <summary>The numbers of one patient's explanation, as files.</summary>
internal static class ExplanationFiles
{
    private static readonly (string Name, Func<PatientReasons, bool> Has, Action<PatientReasons, string> Write)[] All =
    [
        ("explanation.json", _ => true, (reasons, path) =>
            AtomicFile.Write(path, stream => JsonOutput.Write(stream, ExplanationDocument.Of(reasons)))),
        ("patches.csv", reasons => reasons.Explanation.Patches.Count > 0, (reasons, path) =>
            PredictionCsv.Write(path, csv => WritePatches(csv, reasons))),
        ("shapley.csv", reasons => reasons.Shapley is not null, (reasons, path) =>
            PredictionCsv.Write(path, csv => WriteShapley(csv, reasons.Shapley!))),
    ];

    /// <summary>Writes those that the patient has; each appears whole or not at all.</summary>
    /// <returns>Their paths.</returns>
    public static string[] Write(PatientReasons reasons, string folder)
    {
        Directory.CreateDirectory(folder);
        var paths = new List<string>();
        foreach (var (name, _, write) in All.Where(file => file.Has(reasons)))
        {
            paths.Add(Path.Combine(folder, name));
            write(reasons, paths[^1]);
        }
        return [.. paths];
    }

    private static void WritePatches(CsvWriter csv, PatientReasons reasons)
    {
        WriteRow(csv, "slide_id", "number", "x", "y", "score", "state", "attribution");
        foreach (var (patch, place) in reasons.Explanation.Patches.Select((patch, place) => (patch, place)))
        {
            WriteRow(
                csv, patch.SlideId, Whole(patch.Number), Whole(patch.X), Whole(patch.Y), Text(patch.Score),
                patch.State?.ToString().ToLowerInvariant() ?? "", Text(ExplanationDocument.AttributionOf(reasons, place)));
        }
    }

    private static void WriteShapley(CsvWriter csv, ShapleyAttribution shapley)
    {
        var months = shapley.Curve.Months.Select(month => PredictionCsv.SurvivalAt + month.ToString("0.###", CultureInfo.InvariantCulture));
        WriteRow(csv, ["player", "kind", PredictionCsv.Risk, .. months]);
        WriteRow(csv, ["", "base", Text(shapley.BaseRisk), .. shapley.BaseCurve.Survival.Select(Text)]);
        foreach (var player in shapley.Players)
            WriteRow(csv, [player.Name, player.Kind.ToString(), Text(player.Risk), .. player.Survival.Select(Text)]);
        WriteRow(csv, ["", "patient", Text(shapley.Risk), .. shapley.Curve.Survival.Select(Text)]);
    }

    private static void WriteRow(CsvWriter csv, params string[] cells)
    {
        foreach (var cell in cells) csv.WriteField(cell);
        csv.NextRecord();
    }

    private static string Text(double number) => double.IsNaN(number) ? "" : number.ToString("R", CultureInfo.InvariantCulture);

    private static string Whole(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
