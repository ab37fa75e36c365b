using System.Globalization;
using AdaMHF.MLNet;
using Microsoft.ML.Data;

namespace AdaMHF.Benchmark;

/// <summary>Whether the split files fit the table and each other.</summary>
internal static class SplitCheck
{
    private const int FewEvents = 10;

    public static IEnumerable<Finding> Of(DoctorInput input)
    {
        var folder = input.Files.Splits ?? input.Files.Folds;
        if (input.Cohort is not { } cohort || folder is null && input.Splits.Count + input.RefusedSplits.Count == 0) return [];
        var splits = input.Splits;
        Finding[] findings =
        [
            .. input.RefusedSplits.Select(refusal =>
                new Finding(CheckStatus.Fail, "split files", refusal, "A patient may be in one part of a fold only, and once.")),
        ];
        if (splits.Count > 0) return [.. findings, .. Patients(splits, cohort), Deaths(splits, cohort)];
        return
        [
            .. findings,
            new(
                CheckStatus.Fail, "split files", $"'{folder}' has no readable splits_0.csv",
                "Name the folder of the split files, or leave it out: folds are made then."),
        ];
    }

    private static IEnumerable<Finding> Patients(IReadOnlyList<SurvivalSplit> splits, SurvivalCohort cohort)
    {
        var known = cohort.Patients.ToHashSet(StringComparer.Ordinal);
        var named = splits.SelectMany(split => split.Train.Concat(split.Validation).Concat(split.Test))
            .Distinct(StringComparer.Ordinal).ToArray();
        yield return Finding.Of(
            "split patients", [.. named.Where(patient => !known.Contains(patient))], CheckStatus.Fail,
                $"all {named.Length} are in the table", "patients of the splits are not in the table",
            "Use the splits that were made for this table, or remove these patients from them.");

        var heldOut = splits.SelectMany(split => split.HoldOut).CountBy(patient => patient, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        yield return Finding.Of(
            "held out once", [.. heldOut.Where(patient => patient.Value > 1).Select(patient => $"{patient.Key} ({patient.Value} folds)")],
                CheckStatus.Fail, "no patient is held out in two folds",
            "patients are held out in more than one fold",
                "Each patient counts once in a cross-validation: leave each in one validation part.");
        yield return Finding.Of(
            "held out at all", [.. cohort.Patients.Where(patient => !heldOut.ContainsKey(patient))], CheckStatus.Warn,
                "every patient is held out once", "patients of the table are never held out",
            "They are in no result. Add them to a fold, if that is not meant.");
    }

    private static Finding Deaths(IReadOnlyList<SurvivalSplit> splits, SurvivalCohort cohort)
    {
        var dead = cohort.Patients.Zip(cohort.Data.GetColumn<bool>(SurvivalColumns.Event)).Where(patient => patient.Second)
            .Select(patient => patient.First).ToHashSet(StringComparer.Ordinal);
        int[] deaths = [.. splits.Select(split => split.HoldOut.Count(dead.Contains))];
        var text = $"held-out deaths per fold: {string.Join(", ", deaths.Select(count => count.ToString(CultureInfo.InvariantCulture)))}";
        return deaths.Min() < FewEvents
            ? new(CheckStatus.Warn, "deaths per fold", text,
                $"A C-index of fewer than {FewEvents} deaths moves by 0.1 by chance: use fewer folds, or look at the interval alone.")
            : Finding.Pass("deaths per fold", text);
    }
}
