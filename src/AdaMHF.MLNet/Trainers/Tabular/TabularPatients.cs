using System.Globalization;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>The training patients of a trainer on a feature vector.</summary>
/// <param name="Time">Months, above 0.</param>
/// <param name="Event">True = death observed.</param>
/// <param name="Covariates">Patients x used slots.</param>
/// <param name="UsedSlots">Slots of the feature vector that vary among the patients, ascending.</param>
internal sealed record TabularPatients(double[] Time, bool[] Event, double[,] Covariates, int[] UsedSlots)
{
    /// <summary>Months from which each patient is under observation; empty where all are from 0.</summary>
    public double[] Entry { get; init; } = [];

    public static TabularPatients Read(IDataView input, TabularTrainerOptions options, IChannel channel)
    {
        var outcomes = SurvivalOutcomes.Read(input, options);
        var column = input.Schema[options.FeatureColumnName];
        var rows = input.GetColumn<float[]>(column).ToArray();
        var ids = PatientIds.Read(input, options.PatientColumnName);
        if (ids is not null) PatientIds.WarnOfNearCollisions(channel, ids);
        for (var i = 0; i < rows.Length; i++)
        {
            if (!(outcomes.Time[i] > 0))
            {
                throw new SurvivalDataException(
                    $"{Patient(i)} has {options.TimeColumnName} 0; expected months above 0. Correct the value or leave the patient out.");
            }
            var slot = Array.FindIndex(rows[i], value => !float.IsFinite(value));
            if (slot < 0) continue;
            var found = rows[i][slot].ToString(CultureInfo.InvariantCulture);
            throw new SurvivalDataException(
                $"{Patient(i)} has {found} in {SlotName(column, slot)} of '{options.FeatureColumnName}'; expected a number. "
                + "Put Transforms.ReplaceMissingValues before the trainer, or leave the patient out.");
        }

        // The coefficient of a constant feature, such as a mutation that no patient of a fold has, is undetermined.
        int[] used = [.. Enumerable.Range(0, rows[0].Length).Where(slot => Array.Exists(rows, row => row[slot] != rows[0][slot]))];
        if (used.Length == 0)
        {
            throw new SurvivalDataException(
                $"All features of '{options.FeatureColumnName}' are the same for all {rows.Length} patients; "
                + "there is nothing to learn from.");
        }
        var constant = rows[0].Length - used.Length;
        if (constant > 0)
            channel.Info($"{constant} of {rows[0].Length} features are the same for all {rows.Length} patients and are left out.");

        var covariates = new double[rows.Length, used.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var k = 0; k < used.Length; k++) covariates[i, k] = rows[i][used[k]];
        }
        return new(outcomes.Time, outcomes.Event, covariates, used) { Entry = Entries() };

        double[] Entries()
        {
            var entries = SurvivalOutcomes.Entries(input, options.EntryColumnName);
            int[] wrong = [.. Enumerable.Range(0, entries.Length)
                .Where(row => !(entries[row] >= 0 && entries[row] < outcomes.Time[row]))];
            return wrong.Length == 0 ? entries : throw new SurvivalDataException(FormattableString.Invariant(
                $"{Patient(wrong[0])} has {options.EntryColumnName} {entries[wrong[0]]} and {options.TimeColumnName} ")
                + FormattableString.Invariant($"{outcomes.Time[wrong[0]]} ({wrong.Length} rows are like this); ")
                + "expected an entry of at least 0 and below the time. Correct the values or leave the patients out.");
        }

        string Patient(int row) => ids is null ? $"Row {row + 1}" : $"Patient {ids[row]}";
    }

    private static string SlotName(DataViewSchema.Column column, int slot)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        if (column.HasSlotNames()) column.GetSlotNames(ref names);
        var name = slot < names.Length ? names.GetItemOrDefault(slot).ToString() : "";
        return name.Length > 0 ? $"slot {slot} ({name})" : $"slot {slot}";
    }
}
