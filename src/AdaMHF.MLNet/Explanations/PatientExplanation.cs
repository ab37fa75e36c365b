namespace AdaMHF.MLNet;

/// <summary>
/// A patient's prediction and what the network did on the way. Of an ensemble, risk, curve, scores, modality weights and attention are
/// averages over the members, a state is that of most members (of equally many, the first of kept, pooled, dropped), and gates are listed
/// by member.
/// </summary>
public sealed record PatientExplanation
{
    /// <summary>Identifier of the patient, or the number of the row, from 1, where the data have none.</summary>
    public required string PatientId { get; init; }

    /// <summary>Risk, the column <see cref="SurvivalColumns.Score"/>; NaN for a patient with no modality that the model reads.</summary>
    public required double Risk { get; init; }

    /// <summary>Standard deviation of the risk over the members of an ensemble; NaN for a single network.</summary>
    public double RiskSpread { get; init; } = double.NaN;

    /// <summary>Mean survival time up to the longest training time, months.</summary>
    public double ExpectedMonths { get; init; } = double.NaN;

    /// <summary>Median survival time, months; NaN when the curve does not fall to one half.</summary>
    public double MedianMonths { get; init; } = double.NaN;

    /// <summary>Survival curve.</summary>
    public required PatientCurve Curve { get; init; }

    /// <summary>
    /// Weight of each modality by its name (Pathology, Genomics, Clinical), sum 1, 0 for a missing one; empty for a model without such
    /// weights.
    /// </summary>
    public IReadOnlyDictionary<string, double> ModalityWeights { get; init; } = new Dictionary<string, double>();

    /// <summary>The slides of the patient, in the order of the bag; empty without pathology.</summary>
    public IReadOnlyList<ExplainedSlide> Slides { get; init; } = [];

    /// <summary>The patches by which the patient is predicted, in the order in which the network reads them.</summary>
    public IReadOnlyList<PatchExplanation> Patches { get; init; } = [];

    /// <summary>The genomic groups, in the model's order; empty without genomics.</summary>
    public IReadOnlyList<GroupExplanation> Groups { get; init; } = [];

    /// <summary>The gates, member by member; empty for a network without gates. A layer with one expert has none.</summary>
    public IReadOnlyList<GateExplanation> Gates { get; init; } = [];

    /// <summary>Attention between groups and patches; null where a modality is missing or the network has no such attention.</summary>
    public CrossAttention? CrossAttention { get; init; }
}
