using AdaMHF.MLNet;
using Microsoft.ML.Data;

namespace AdaMHF.Benchmark;

/// <summary>The pathology features of a paired table.</summary>
internal static class PairedCheck
{
    public static IEnumerable<Finding> Of(SurvivalCohort cohort)
    {
        float[][] rows = [.. cohort.Data.GetColumn<float[]>(SurvivalColumns.Pathology)];
        var without = rows.Count(row => Array.TrueForAll(row, float.IsNaN));
        var cells = rows.Sum(row => (long)row.Count(float.IsNaN)) - ((long)without * rows[0].Length);
        var text = Numbers.Text($"{rows[0].Length} features; {without} of {rows.Length} patients have none, {cells} values are missing");
        yield return without == rows.Length
            ? new(CheckStatus.Fail, "pathology features", text, "Check that the columns path_* hold numbers.")
            : Finding.Pass("pathology features", text);

        VBuffer<ReadOnlyMemory<char>> slots = default;
        cohort.Data.Schema[SurvivalColumns.Pathology].GetSlotNames(ref slots);
        string[] names = [.. slots.DenseValues().Select(name => name.ToString())];
        string[] constant = [.. names.Where((_, feature) =>
            rows.Select(row => row[feature]).Where(float.IsFinite).Distinct().Take(2).Count() < 2)];
        yield return Finding.Of(
            "features that differ", constant, CheckStatus.Warn, "every feature differs between patients", "features are the same in all",
            "They carry no information and become 0.");
    }
}
