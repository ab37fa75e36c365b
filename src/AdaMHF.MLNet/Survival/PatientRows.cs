using AdaMHF.Survival;
using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>Rows of a data view by patient, so that a division of patients keeps their rows together.</summary>
/// <param name="FirstRows">The first row of each patient, ascending.</param>
/// <param name="PatientOf">Number of each row's patient.</param>
internal sealed record PatientRows(int[] FirstRows, int[] PatientOf)
{
    /// <summary>Rows with one identifier are one patient; where the data have none, every row is.</summary>
    /// <exception cref="SurvivalDataException">Rows of one patient differ in outcome, or a text identifies nobody.</exception>
    public static PatientRows Of(IDataView data, string patientColumnName, SurvivalOutcomes outcomes)
    {
        int[] all = [.. Enumerable.Range(0, outcomes.Time.Length)];
        if (PatientIds.Read(data, patientColumnName) is not { } ids) return new(all, all);
        var patients = new Dictionary<string, int>(StringComparer.Ordinal);
        var firstRows = new List<int>();
        var patientOf = new int[all.Length];
        foreach (var row in all)
        {
            if (patients.TryAdd(ids[row], firstRows.Count)) firstRows.Add(row);
            patientOf[row] = patients[ids[row]];
            var first = firstRows[patientOf[row]];
            if (outcomes.Time[row] == outcomes.Time[first] && outcomes.Event[row] == outcomes.Event[first]) continue;
            throw new SurvivalDataException(
                $"Patient {ids[row]} has different outcomes in the rows {first + 1} and {row + 1}: "
                + "expected one time and one event per patient. Correct them, or drop a row.");
        }
        return new([.. firstRows], patientOf);
    }
}
