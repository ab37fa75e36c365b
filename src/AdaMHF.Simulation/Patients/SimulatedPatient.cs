namespace AdaMHF.Simulation;

/// <summary>A patient whose true risk is known.</summary>
public sealed record SimulatedPatient
{
    /// <summary>Twelve characters, unique in the cohort.</summary>
    public required string CaseId { get; init; }

    /// <summary>
    /// File names of the slides, each starting with the case id: one or, in one of ten patients, two; none when pathology is missing.
    /// </summary>
    public required IReadOnlyList<string> SlideIds { get; init; }

    /// <summary>1, 2 or 3, equally likely. It shifts some genes and the tumour front, but has no effect on the outcome.</summary>
    public required int Subtype { get; init; }

    /// <summary>The part of the risk that the genes show; variance 1.</summary>
    public required double GenomicRisk { get; init; }

    /// <summary>The part of the risk that the slides show; standard normal.</summary>
    public required double PathologyRisk { get; init; }

    /// <summary>
    /// The share of the patches, in (0, 1], that belong to the tumour front, before it is rounded to whole patches, at least two;
    /// without effect.
    /// </summary>
    public required double FrontShare { get; init; }

    /// <summary>What the clinic knows; null in a cohort without a clinic, whose age and sex have no effect.</summary>
    public SimulatedClinic? Clinic { get; init; }

    /// <summary>
    /// Logarithm of the acceleration of time: genomic + pathology + half their product + what the clinic shows. Higher = worse.
    /// </summary>
    public double Risk => GenomicRisk + PathologyRisk + (0.5 * GenomicRisk * PathologyRisk) + (Clinic?.Risk ?? 0);

    /// <summary>Months until death, observed or not.</summary>
    public required double MonthsToDeath { get; init; }

    /// <summary>Months of follow-up: until death or censoring, whichever is first.</summary>
    public required double TimeMonths { get; init; }

    /// <summary>Whether death was observed.</summary>
    public bool Event => MonthsToDeath <= TimeMonths;

    /// <summary>
    /// Expression by gene group and gene, in the order of <see cref="SimulatedWorld.GeneGroups"/>, rounded to four decimals; null when
    /// genomics are missing.
    /// </summary>
    public required IReadOnlyList<float[]>? Expression { get; init; }

    /// <summary>Age at diagnosis in years; without effect. A cohort with a clinic has that of <see cref="Clinic"/> in its table.</summary>
    public required int Age { get; init; }

    /// <summary>Sex; without effect. A cohort with a clinic has that of <see cref="Clinic"/> in its table.</summary>
    public required bool IsFemale { get; init; }

    /// <summary>Where the tissue was taken; without effect.</summary>
    public required string Site { get; init; }

    /// <summary>Whether there is no expression.</summary>
    public bool GenomicsMissing => Expression is null;

    /// <summary>Whether there is no slide.</summary>
    public bool PathologyMissing => SlideIds.Count == 0;

    /// <summary>Position in the cohort, which names the patient's random streams.</summary>
    internal int Index { get; init; }
}
