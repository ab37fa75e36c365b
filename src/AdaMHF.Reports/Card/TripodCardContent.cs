using AdaMHF.MLNet;

namespace AdaMHF.Reports;

/// <summary>What a <see cref="TripodCard"/> is made from.</summary>
public sealed record TripodCardContent
{
    /// <summary>Name of the model; any text, it is escaped.</summary>
    public required string Name { get; init; }

    /// <summary>How it was trained.</summary>
    public required TrainingRecord Training { get; init; }

    /// <summary>The cohort that was read; null, the default, where unknown.</summary>
    public CohortReport? Cohort { get; init; }

    /// <summary>The evaluation on patients who were not trained on; null, the default, without one.</summary>
    public SurvivalMetrics? Validation { get; init; }

    /// <summary>
    /// The user's own texts by number of the item, such as <c>17</c> or <c>18a</c>; they stand after what the program knows. Default none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();
}
