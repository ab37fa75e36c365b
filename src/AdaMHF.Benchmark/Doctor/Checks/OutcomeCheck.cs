using System.Globalization;
using AdaMHF.Survival;

namespace AdaMHF.Benchmark;

/// <summary>Times and events.</summary>
internal static class OutcomeCheck
{
    private const double FewDeaths = 0.05;
    private const double ManyDeaths = 0.75;

    // Of the patients who are alive at the end most were followed longer than those who died: the other way round is a sign that 0 and 1
    // are exchanged.
    private const double EventsLater = 1.15;

    public static IEnumerable<Finding> Of(DoctorInput input)
    {
        var times = input.Rows.Select(row => (row.Row, row.Patient, row.Time, Months: Number(row.Time))).ToArray();
        string[] unusable = [.. times.Where(row => !(row.Months > 0)).Select(row => $"{row.Patient} (row {row.Row}: '{row.Time}')")];
        yield return Finding.Of(
            "times", unusable, CheckStatus.Fail, $"all {times.Length} rows have months above 0",
                "rows have a time that is zero, negative, infinite or no number",
            "Correct the time, or remove these patients; a patient who died on day 0 needs the day, such as 0.03 months.");
        string[] odd = [.. input.Rows.Where(row => Number(row.Outcome) is not (0 or 1))
            .Select(row => $"{row.Patient} (row {row.Row}: '{row.Outcome}')")];
        yield return Finding.Of(
            "events", odd, CheckStatus.Fail, "every row is 0 or 1", "rows have an outcome that is not 0 or 1",
                "censorship is 1 for censored and 0 for death observed; event, of a paired table, the other way round.");
        if (unusable.Length > 0 || odd.Length > 0) yield break;

        var patients = input.Rows.DistinctBy(row => row.Patient).Select(row => (Months: Number(row.Time), Died: Number(row.Outcome) == 0))
            .ToArray();
        yield return Inverted(Array.ConvertAll(patients, patient => patient.Months), Array.ConvertAll(patients, patient => patient.Died));
    }

    private static Finding Inverted(double[] time, bool[] died)
    {
        var (deaths, rate) = (died.Count(dead => dead), died.Count(dead => dead) / (double)died.Length);
        if (deaths == 0)
            return new(CheckStatus.Fail, "event rate", "nobody died", "Check the column censorship: 1 is censored, 0 is death observed.");
        var curve = KaplanMeier.Fit(time, died);
        var text = string.Create(
            CultureInfo.InvariantCulture,
                $"{deaths} of {died.Length} patients died ({100 * rate:F1} %), Kaplan-Meier ends at {curve.Survival[^1]:F2}");
        if (deaths == died.Length)
            return new(CheckStatus.Warn, "event rate", $"{text}; nobody is censored", "Check the column censorship.");

        var (ofDead, ofCensored) = (Median(time, died, true), Median(time, died, false));
        text += string.Create(
            CultureInfo.InvariantCulture, $"; median time of the dead {ofDead:F1} months, of the censored {ofCensored:F1}");
        if (rate > 0.5 && ofDead > EventsLater * ofCensored)
            return new(CheckStatus.Warn, "event rate",
                $"{text}: most died, and later than the others were lost, as if 0 and 1 were exchanged",
                    "The table's column must be 1 for censored. Where 1 means death, exchange the values.");
        if (rate > ManyDeaths)
            return new(CheckStatus.Warn, "event rate", $"{text}: more deaths than cohorts of this field have",
                "The table's column must be 1 for censored. Where 1 means death, exchange the values.");
        return rate < FewDeaths
            ? new(CheckStatus.Warn, "event rate", $"{text}: so few deaths say little",
                "Expect intervals wider than the differences between systems.")
            : Finding.Pass("event rate", text);
    }

    private static double Median(double[] time, bool[] died, bool dead)
    {
        double[] sorted = [.. time.Where((_, patient) => died[patient] == dead).Order()];
        return sorted[sorted.Length / 2];
    }

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number) ? number : double.NaN;
}
