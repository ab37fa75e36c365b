namespace ScoringService;

/// <summary>The answer of <c>/predict</c>, <c>/score</c> and <c>/explain</c>.</summary>
/// <param name="Model">SHA-256 of the model zip.</param>
/// <param name="Patients">In the order of the table.</param>
/// <param name="Assumptions">What was taken for granted when the table was read.</param>
/// <param name="Warnings">What looks wrong and was scored nevertheless.</param>
internal sealed record ScoreAnswer(
    string Model, IReadOnlyList<PatientResult> Patients, IReadOnlyList<string> Assumptions, IReadOnlyList<string> Warnings);

/// <summary>A patient's prediction. What is not known is null.</summary>
internal sealed record PatientResult
{
    /// <summary>Identifier.</summary>
    public required string PatientId { get; init; }

    /// <summary>Risk, higher = earlier death expected; null for a patient without anything that the model reads.</summary>
    public required float? Risk { get; init; }

    /// <summary>
    /// <c>high</c> where the risk is at least the median of the request's patients, else <c>low</c>; null for a single patient and without
    /// a risk.
    /// </summary>
    public string? Group { get; init; }

    /// <summary>Mean survival time up to the longest time of the training patients.</summary>
    public required float? ExpectedMonths { get; init; }

    /// <summary>Median survival time; null where the curve does not fall to one half.</summary>
    public required float? MedianMonths { get; init; }

    /// <summary>How far the members of an ensemble differ in risk; null for a single network.</summary>
    public required float? RiskSpread { get; init; }

    /// <summary>Survival curve from 0 months on.</summary>
    public required IReadOnlyList<CurvePoint> Survival { get; init; }

    /// <summary>Weight of each modality, sum 1, 0 for a missing one; null for models without such weights.</summary>
    public required IReadOnlyDictionary<string, float?>? ModalityWeights { get; init; }

    /// <summary>Slides that were read.</summary>
    public required IReadOnlyList<string> Slides { get; init; }

    /// <summary>Only from <c>/explain</c>.</summary>
    public PatientReasons? Reasons { get; init; }
}

/// <summary>Where the model looks. It is attention, and does not say which way a patch or a group moves the risk.</summary>
/// <param name="Slides">The patches of each slide; empty without pathology.</param>
/// <param name="Groups">The genomic groups; empty without genomics.</param>
internal sealed record PatientReasons(IReadOnlyList<SlideReasons> Slides, IReadOnlyList<GroupReason> Groups);

/// <summary>The patches of a slide that the model read.</summary>
/// <param name="Slide">Slide.</param>
/// <param name="PatchSize">Edge of a patch in the pixels of its coordinates; null where the bag does not say.</param>
/// <param name="X">Left edge of each patch; empty where the bag has no coordinates.</param>
/// <param name="Y">Upper edge of each patch.</param>
/// <param name="Weight">Weight of each patch, sum 1 over the patient's.</param>
internal sealed record SlideReasons(string Slide, int? PatchSize, IReadOnlyList<int> X, IReadOnlyList<int> Y, IReadOnlyList<float?> Weight);

/// <summary>A genomic group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Weight">Weight, sum 1.</param>
internal sealed record GroupReason(string Name, float? Weight);
