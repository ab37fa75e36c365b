using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>Training and held-out rows of each fold.</summary>
/// <param name="Train">Per fold, true for training rows.</param>
/// <param name="HoldOut">Per fold, true for held-out rows.</param>
/// <param name="LeftOut">Patients without an outcome, who are in no fold.</param>
internal sealed record FoldAssignment(bool[][] Train, bool[][] HoldOut, IReadOnlyList<LeftOutPatient> LeftOut)
{
    public static FoldAssignment Create(MLContext context, IDataView data, SurvivalCrossValidationOptions options, IChannel channel)
    {
        var patients = EvaluatedPatients.Read(data, options.Evaluation).RequireSome();
        EvaluatedPatients.Warn(channel, patients.LeftOut, patients.Rows.Length);
        PatientIds.WarnOfNearCollisions(channel, patients.Patients);
        var (rows, outcomes) = (patients.Rows.Length + patients.LeftOut.Count, patients.Outcomes);
        if (options.Splits is { } splits) return FromSplits(splits, patients, rows, channel);

        int[] sites = options.SiteColumnName is { } site
            ? PatientGroups.ByColumn(context, data, site).Only(patients.Rows).Of
            : new int[patients.Rows.Length];
        var folds = StratifiedSplit.Folds(
            Array.ConvertAll(outcomes.Time, time => (float)time),
            outcomes.Event,
            options.NumberOfFolds,
            options.Seed ?? ContextSettings.SeedOf(context) ?? 0,
            sites);
        int[] foldOf = [.. Enumerable.Repeat(-1, rows)];
        foreach (var (row, fold) in patients.Rows.Zip(folds)) foldOf[row] = fold;
        return new(
            [.. Enumerable.Range(0, options.NumberOfFolds).Select(fold => Array.ConvertAll(foldOf, of => of >= 0 && of != fold))],
            [.. Enumerable.Range(0, options.NumberOfFolds).Select(fold => Array.ConvertAll(foldOf, of => of == fold))],
            patients.LeftOut);
    }

    private static FoldAssignment FromSplits(
        IReadOnlyList<SurvivalSplit> splits, EvaluatedPatients patients, int rows, IChannel channel)
    {
        var rowOf = patients.Patients.Zip(patients.Rows).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
        var leftOut = patients.LeftOut.Select(patient => patient.Patient).ToHashSet(StringComparer.Ordinal);
        foreach (var split in splits)
        {
            string[] unknown =
                [.. split.Patients.Where(patient => !rowOf.ContainsKey(patient) && !leftOut.Contains(patient))];
            if (unknown.Length > 0)
            {
                throw new CohortFileException(
                    $"{split.Name} names {unknown.Length} patient(s) that the data do not have, the first is {unknown[0]}. "
                    + "Use the split that was made for these data.");
            }
            var left = rowOf.Count - split.Patients.Count(rowOf.ContainsKey);
            if (left > 0) channel.Warning($"{split.Name} does not name {left} of {rowOf.Count} patients; they are left out of its fold.");
        }
        return new(
            [.. splits.Select(split => Rows(split.Train))], [.. splits.Select(split => Rows(split.HoldOut))], patients.LeftOut);

        bool[] Rows(IReadOnlyList<string> named)
        {
            var isIn = new bool[rows];
            foreach (var patient in named)
            {
                if (rowOf.TryGetValue(patient, out var row)) isIn[row] = true;
            }
            return isIn;
        }
    }
}
