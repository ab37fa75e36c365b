using System.Globalization;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Patients divided into named groups.</summary>
/// <param name="Labels">Names of the groups, in order.</param>
/// <param name="Of">Index of each patient's group.</param>
internal sealed record PatientGroups(string[] Labels, int[] Of)
{
    /// <summary>One group of all.</summary>
    public static PatientGroups All(int patients) => new(["all"], new int[patients]);

    /// <summary>High risk = at least the median risk, as in the published figures of MCAT and its successors.</summary>
    public static PatientGroups ByMedian(double[] risk) => new(["low risk", "high risk"], MedianSplit.HighRisk(risk));

    /// <summary>By the values of a column of text, key, Boolean or number.</summary>
    /// <exception cref="SurvivalDataException">A value is missing; the message names the row.</exception>
    public static PatientGroups ByColumn(MLContext context, IDataView data, string columnName)
    {
        var column = data.Schema.Require(columnName, "group");
        if (column.Type is VectorDataViewType) throw SchemaMismatch.Of(column, "group", "a scalar: text, key, Boolean or number");
        var texts = AsText(context, data, column).GetColumn<string>(columnName).ToArray();
        var missing = Array.FindIndex(texts, text => string.IsNullOrEmpty(text) || text is "NaN");
        if (missing >= 0)
        {
            throw new SurvivalDataException(
                $"Row {missing + 1} has no value in the group column '{columnName}': "
                + "fill it, for instance with 'unknown', or leave the row out.",
                columnName,
                missing);
        }

        var isNumeric = column.Type is NumberDataViewType;
        string[] labels =
        [
            .. texts.Distinct()
                .OrderBy(text => isNumeric ? double.Parse(text, CultureInfo.InvariantCulture) : 0)
                .ThenBy(text => text, StringComparer.Ordinal),
        ];
        var numbers = labels.Select((label, number) => (label, number)).ToDictionary(pair => pair.label, pair => pair.number);
        return new(labels, Array.ConvertAll(texts, text => numbers[text]));
    }

    /// <summary>The groups of some of the patients.</summary>
    public PatientGroups Only(int[] patients) => new(Labels, Array.ConvertAll(patients, patient => Of[patient]));

    public SurvivalGroupTest LogRank(SurvivalOutcomes outcomes, LogRankWeighting? weighting = null, PatientGroups? strata = null) => new(
        strata is null
            ? Survival.LogRank.Test(outcomes.Time, outcomes.Event, Of, weighting, outcomes.Entry)
            : Survival.LogRank.TestStratified(outcomes.Time, outcomes.Event, Of, strata.Of, weighting, outcomes.Entry),
        Labels);

    /// <summary>The curve of each group that has a patient.</summary>
    public SurvivalGroup[] Curves(SurvivalOutcomes outcomes) =>
    [
        .. Enumerable.Range(0, Of.Length).GroupBy(patient => Of[patient]).OrderBy(group => group.Key).Select(group =>
        {
            bool[] died = [.. group.Select(patient => outcomes.Event[patient])];
            double[] entries = outcomes.Entry.Length == 0 ? [] : [.. group.Select(patient => outcomes.Entry[patient])];
            var curve = KaplanMeier.Fit(group.Select(patient => outcomes.Time[patient]).ToArray(), died, entry: entries);
            return new SurvivalGroup(Labels[group.Key], died.Length, died.Count(dead => dead), curve);
        }),
    ];

    private static IDataView AsText(MLContext context, IDataView data, DataViewSchema.Column column)
    {
        if (column.Type is TextDataViewType) return data;
        if (column.Type is KeyDataViewType && column.HasKeyValues())
            data = context.Transforms.Conversion.MapKeyToValue(column.Name).Fit(data).Transform(data);
        return data.Schema[column.Name].Type is TextDataViewType
            ? data
            : context.Transforms.Conversion.ConvertType(column.Name, outputKind: DataKind.String).Fit(data).Transform(data);
    }
}
