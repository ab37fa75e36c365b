namespace AdaMHF.Networks;

/// <summary>Collects the decisions of one forward pass. A plain prediction has no log.</summary>
internal sealed class DecisionLog
{
    public ModalityLog Pathology { get; } = new();

    public ModalityLog Genomics { get; } = new();

    public CrossModalMaps? CrossAttention { get; set; }

    public IEnumerable<ExpertDecision> Experts => Pathology.Experts.Concat(Genomics.Experts);

    public AdaMhfDecisions Of(PatientTensors patient) => new(
        patient.Patches is null ? null : Pathology.Decisions, patient.Genomics is null ? null : Genomics.Decisions, CrossAttention);
}

/// <summary>The part of a <see cref="DecisionLog"/> that belongs to one modality.</summary>
internal sealed class ModalityLog
{
    public ExpertLog Segregation { get; } = new();

    public TokenSelection? Selection { get; set; }

    public ExpertLog Integration { get; } = new();

    public IEnumerable<ExpertDecision> Experts => Segregation.Decisions.Concat(Integration.Decisions);

    public ModalityDecisions Decisions => new(Segregation.Decisions, Selection, Integration.Decisions);
}
