using System.Globalization;
using CsvHelper;

namespace AdaMHF.Tool;

/// <summary>Writes predictions: <c>patient_id, risk, expected_months, median_months, survival_at_M...</c>, and known outcomes.</summary>
internal static class PredictionCsv
{
    public const string Patient = "patient_id";
    public const string Risk = "risk";
    public const string SurvivalAt = "survival_at_";
    public const string Time = "time_months";
    public const string Event = "event";

    public static void Write(string path, IReadOnlyList<Prediction> predictions)
    {
        var months = predictions.Count > 0 ? predictions[0].SurvivalAt.Select(one => one.Months).ToArray() : [];
        var hasOutcomes = predictions.Any(one => float.IsFinite(one.Time));
        Write(path, csv =>
        {
            foreach (var name in new[] { Patient, Risk, "expected_months", "median_months" }) csv.WriteField(name);
            foreach (var name in months) csv.WriteField(SurvivalAt + name);
            if (hasOutcomes)
            {
                csv.WriteField(Time);
                csv.WriteField(Event);
            }
            csv.NextRecord();
            foreach (var one in predictions)
            {
                csv.WriteField(one.Patient);
                float[] numbers = [one.Risk, one.ExpectedMonths, one.MedianMonths, .. one.SurvivalAt.Select(at => at.Probability)];
                foreach (var number in numbers) csv.WriteField(Text(number));
                if (hasOutcomes)
                {
                    csv.WriteField(Text(one.Time));
                    csv.WriteField(float.IsNaN(one.Time) ? "" : one.Event ? "1" : "0");
                }
                csv.NextRecord();
            }
        });
    }

    /// <summary>Writes to a temporary name that is moved into place.</summary>
    public static void Write(string path, Action<CsvWriter> write) => AtomicFile.Write(path, stream =>
    {
        using var text = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        using var csv = new CsvWriter(text, new CsvHelper.Configuration.CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" });
        write(csv);
    });

    private static string Text(float number) => float.IsNaN(number) ? "" : number.ToString("R", CultureInfo.InvariantCulture);
}
