using System.Globalization;

namespace AdaMHF.Benchmark;

/// <summary>predictions.csv: every held-out patient in every condition.</summary>
internal static class PredictionFile
{
    public const string Name = "predictions.csv";

    public static string Text(IReadOnlyList<PatientPrediction> predictions)
    {
        var bins = predictions.Max(prediction => prediction.Survival.Length);
        var csv = new CsvText(["condition", "patient_id", "time_months", "event", "risk", .. Enumerable.Range(1, bins).Select(BinColumn)]);
        foreach (var prediction in predictions)
            csv.Row([prediction.Condition, prediction.PatientId, prediction.Time, prediction.Event ? 1
                : 0, prediction.Risk, .. prediction.Survival.Cast<object>()]);
        return csv.ToString();
    }

    public static IReadOnlyList<PatientPrediction> Read(string path)
    {
        using var csv = CsvFile.Open(path);
        var bins = csv.Columns.Count(column => column.StartsWith("survival_", StringComparison.Ordinal));
        var predictions = new List<PatientPrediction>();
        while (csv.Read())
        {
            predictions.Add(new(
                csv.Text("condition"), csv.Text("patient_id"), csv.Number("time_months"), csv.Whole("event") == 1,
                    csv.NumberOrNull("risk") ?? double.NaN,
                [.. Enumerable.Range(1, bins).Select(bin => (float)(csv.NumberOrNull(BinColumn(bin)) ?? double.NaN))]));
        }
        return predictions;
    }

    private static string BinColumn(int bin) => string.Create(CultureInfo.InvariantCulture, $"survival_{bin}");
}
