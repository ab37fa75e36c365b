using AdaMHF.MLNet;

namespace AdaMHF.Benchmark;

/// <summary>
/// The folds of a paired table: a file of patient_id, fold and part (train, test), or the column fold of the table, the fold in which the
/// patient is held out.
/// </summary>
internal static class PairedFolds
{
    private const string Part = "part";

    /// <summary>The folds in the order of their numbers; none where neither the file nor the column is there.</summary>
    /// <exception cref="CohortFileException">A file is absent or unreadable, or a fold contradicts itself.</exception>
    public static SurvivalSplit[] Read(CohortFiles files)
    {
        var path = files.Folds ?? files.Table;
        using var table = CsvFile.Open(path);
        if (files.Folds is null && !table.Has(PairedTable.Fold)) return [];

        var rows = new List<(double Fold, string Patient, bool IsHeldOut)>();
        var hasParts = files.Folds is not null && table.Has(Part);
        while (table.Read())
        {
            var isHeldOut = !hasParts || table.Text(Part) switch
            {
                "test" or "val" => true,
                "train" => false,
                var part => throw new CohortFileException($"'{path}' has the part '{part}'; expected train or test."),
            };
            rows.Add((table.Number(PairedTable.Fold), table.Text(SurvivalCohortOptions.Paired.CaseIdColumnName), isHeldOut));
        }
        double[] folds = [.. rows.Select(row => row.Fold).Distinct().Order()];
        return Array.ConvertAll(folds, fold => Split(path, fold, rows, hasParts));
    }

    private static SurvivalSplit Split(string path, double fold, List<(double Fold, string Patient, bool IsHeldOut)> rows, bool hasParts)
    {
        var own = rows.Where(row => row.Fold == fold).ToArray();
        var train = hasParts ? own.Where(row => !row.IsHeldOut) : rows.Where(row => row.Fold != fold);
        try
        {
            return new(train.Select(row => row.Patient), own.Where(row => row.IsHeldOut).Select(row => row.Patient));
        }
        catch (ArgumentException wrong)
        {
            throw new CohortFileException(FormattableString.Invariant($"Fold {fold} of '{path}': {wrong.Message}"), wrong);
        }
    }
}
