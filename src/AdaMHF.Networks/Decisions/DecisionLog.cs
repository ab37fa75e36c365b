namespace AdaMHF.Networks;

/// <summary>Collects the decisions of one forward pass. A plain prediction has no log.</summary>
internal sealed class DecisionLog
{
    public ModalityLog Pathology { get; } = new();

    public ModalityLog Genomics { get; } = new();

    public CrossModalMaps? CrossAttention { get; set; }

    /// <summary>The decisions about the only patient.</summary>
    public AdaMhfDecisions Of(PatientTensors patient) => new(
        patient.Patches is null ? null : Pathology.Decisions,
        patient.Genomics is null ? null : Genomics.Decisions,
        CrossAttention is { } maps ? new(maps.PathologyToGenomics.squeeze(0), maps.GenomicsToPathology.squeeze(0)) : null);
}

/// <summary>The part of a <see cref="DecisionLog"/> that belongs to one modality.</summary>
internal sealed class ModalityLog
{
    public ExpertLog Segregation { get; } = new();

    public SelectedTokens? Selection { get; set; }

    public ExpertLog Integration { get; } = new();

    /// <summary>
    /// The decisions about the only patient. The last of its sequences in the integration unit is the patient's; those before it predict
    /// from one modality alone.
    /// </summary>
    public ModalityDecisions Decisions => new(Segregation.DecisionsOf(^1), Selection?.Of(0), Integration.DecisionsOf(^1));
}
