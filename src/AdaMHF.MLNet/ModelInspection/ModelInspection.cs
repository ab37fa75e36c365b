namespace AdaMHF.MLNet;

/// <summary>What is in a model zip and whether it is as it was written. Made by <see cref="ModelInspectionCatalog"/>.</summary>
public sealed record ModelInspection
{
    /// <summary>
    /// Key of the trainer: a <see cref="SurvivalSystem.Key"/>, <c>cox</c> or <c>discrete-hazard</c>; null where the zip holds no survival
    /// model of this library, or what says it is damaged.
    /// </summary>
    public string? Trainer { get; init; }

    /// <summary>How the model came to be; null for models without a network.</summary>
    public TrainingRecord? Training { get; init; }

    /// <summary>
    /// True when every digest is right, false when one is not or an entry is damaged otherwise, null where components of this library have
    /// no digest, because an earlier version wrote them.
    /// </summary>
    public required bool? IsWhole { get; init; }

    /// <summary>What is damaged, in words that name the entry; all of it.</summary>
    public required IReadOnlyList<string> Damages { get; init; }
}
