using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>Training and held-out rows of each fold.</summary>
/// <param name="Train">Per fold, true for training rows.</param>
/// <param name="HoldOut">Per fold, true for held-out rows.</param>
internal sealed record FoldAssignment(bool[][] Train, bool[][] HoldOut)
{
    public static FoldAssignment Create(MLContext context, IDataView data, SurvivalCrossValidationOptions options, IChannel channel)
    {
        var outcomes = SurvivalOutcomes.Read(data, options.Evaluation);
        var patients = PatientsOf(data, options, outcomes.Time.Length);
        if (options.Splits is { } splits) return FromSplits(splits, patients, channel);

        // One entry per patient, so that rows of one patient stay together.
        int[] firstRows = [.. Enumerable.Range(0, patients.Length).DistinctBy(row => patients[row])];
        RequireAgreement(patients, firstRows, outcomes);
        int[] sites = options.SiteColumnName is { } site ? PatientGroups.ByColumn(context, data, site).Of : new int[patients.Length];
        var folds = StratifiedSplit.Folds(
            Array.ConvertAll(firstRows, row => (float)outcomes.Time[row]),
            Array.ConvertAll(firstRows, row => outcomes.Event[row]),
            options.NumberOfFolds,
            options.Seed ?? ContextSettings.SeedOf(context) ?? 0,
            Array.ConvertAll(firstRows, row => sites[row]));
        var foldOf = firstRows.Zip(folds).ToDictionary(pair => patients[pair.First], pair => pair.Second);
        int[] ofRow = Array.ConvertAll(patients, patient => foldOf[patient]);
        return new(
            [.. Enumerable.Range(0, options.NumberOfFolds).Select(fold => Array.ConvertAll(ofRow, of => of != fold))],
            [.. Enumerable.Range(0, options.NumberOfFolds).Select(fold => Array.ConvertAll(ofRow, of => of == fold))]);
    }

    /// <summary>Identifiers by row; row numbers where the data have none.</summary>
    public static string[] PatientsOf(IDataView data, SurvivalCrossValidationOptions options, int rows) =>
        data.Schema.GetColumnOrNull(options.Evaluation.PatientColumnName) is { Type: TextDataViewType } id
            ? [.. data.GetColumn<string>(id)]
            : [.. Enumerable.Range(1, rows).Select(row => row.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    private static FoldAssignment FromSplits(IReadOnlyList<SurvivalSplit> splits, string[] patients, IChannel channel)
    {
        var known = patients.ToHashSet(StringComparer.Ordinal);
        foreach (var split in splits)
        {
            string[] unknown = [.. split.Train.Concat(split.Validation).Where(patient => !known.Contains(patient))];
            if (unknown.Length > 0)
            {
                throw new CohortFileException(
                    $"{split.Name} names {unknown.Length} patient(s) that the data do not have, the first is {unknown[0]}. "
                    + "Use the split that was made for these data.");
            }
            var left = known.Count - split.Train.Count - split.Validation.Count;
            if (left > 0) channel.Warning($"{split.Name} does not name {left} of {known.Count} patients; they are left out of its fold.");
        }
        return new([.. splits.Select(split => Rows(split.Train))], [.. splits.Select(split => Rows(split.Validation))]);

        bool[] Rows(IReadOnlyList<string> named)
        {
            var isIn = named.ToHashSet(StringComparer.Ordinal);
            return Array.ConvertAll(patients, isIn.Contains);
        }
    }

    private static void RequireAgreement(string[] patients, int[] firstRows, SurvivalOutcomes outcomes)
    {
        if (firstRows.Length == patients.Length) return;
        var first = firstRows.ToDictionary(row => patients[row]);
        for (var row = 0; row < patients.Length; row++)
        {
            var other = first[patients[row]];
            if (outcomes.Time[row] == outcomes.Time[other] && outcomes.Event[row] == outcomes.Event[other]) continue;
            throw new SurvivalDataException(
                $"Patient {patients[row]} has different outcomes in the rows {other + 1} and {row + 1}: "
                + "expected one time and one event per patient. Correct them, or drop a row.");
        }
    }
}
