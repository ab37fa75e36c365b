using AdaMHF.Survival;

namespace AdaMHF.Benchmark;

/// <summary>What a unit found in one condition when it ran. Reports compute it again from the predictions and compare.</summary>
internal sealed record ConditionResult(
    string Condition, double ConcordanceIndex, double LowerBound, double UpperBound, int Patients, int Events, long ComparablePairs,
    int WithoutPrediction)
{
    /// <summary>
    /// Of the predictions of one unit in one condition; patients of whom the system knows nothing are counted and left out.
    /// </summary>
    public static ConditionResult Of(string condition, IEnumerable<PatientPrediction> predictions)
    {
        var all = predictions.ToArray();
        var known = Known(all);
        var result = Harrell(known);
        return new(
            condition, result.ConcordanceIndex, result.LowerBound, result.UpperBound, result.Subjects, result.Events,
                result.ComparablePairs,
            all.Length - known.Length);
    }

    public static PatientPrediction[] Known(IEnumerable<PatientPrediction> predictions) =>
        [.. predictions.Where(prediction => !double.IsNaN(prediction.Risk))];

    public static ConcordanceResult Harrell(PatientPrediction[] known) => Concordance.Harrell(
        Array.ConvertAll(known, prediction => prediction.Time),
        Array.ConvertAll(known, prediction => prediction.Event),
        Array.ConvertAll(known, prediction => prediction.Risk));
}
