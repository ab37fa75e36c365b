namespace AdaMHF.Networks;

/// <summary>
/// Collects the decisions of one forward pass, or has it follow decisions that were made before. A plain prediction has no log.
/// </summary>
/// <param name="followed">Decisions for one patient, which every patient of the batch gets; null where the network decides.</param>
internal sealed class DecisionLog(AdaMhfDecisions? followed = null)
{
    public ModalityLog Pathology { get; } = new(followed?.Pathology);

    public ModalityLog Genomics { get; } = new(followed?.Genomics);

    public CrossModalMaps? CrossAttention { get; set; }

    /// <summary>The decisions about the only patient.</summary>
    public AdaMhfDecisions Of(PatientTensors patient) => new(
        patient.Patches is null ? null : Pathology.Decisions,
        patient.Genomics is null ? null : Genomics.Decisions,
        CrossAttention is { } maps ? new(maps.PathologyToGenomics.squeeze(0), maps.GenomicsToPathology.squeeze(0)) : null);

    /// <summary>The decisions about the patients of a batch, in evaluation, where each modality has one sequence per patient.</summary>
    public PatientChoices[] Of(BatchTensors batch)
    {
        var (pathology, genomics) = (
            Pathology.ChoicesOf([.. batch.PatchCounts]),
            Genomics.ChoicesOf([.. batch.WithGenomics.Select(_ => batch.Genomics!.Count)]));
        var (seen, measured) = (batch.WithPathology.ToList(), batch.WithGenomics.ToList());
        static ModalityChoices? At(ModalityChoices[] choices, int place) => place < 0 ? null : choices[place];
        return [.. Enumerable.Range(0, batch.Count).Select(
            patient => new PatientChoices(At(pathology, seen.IndexOf(patient)), At(genomics, measured.IndexOf(patient))))];
    }
}

/// <summary>The part of a <see cref="DecisionLog"/> that belongs to one modality.</summary>
/// <param name="followed">Decisions that are followed; null where the network decides.</param>
internal sealed class ModalityLog(ModalityDecisions? followed = null)
{
    public ExpertLog Segregation { get; } = new(followed?.Segregation);

    /// <summary>The selection that is followed; null where the network selects.</summary>
    public TokenSelection? FollowedSelection => followed?.Selection;

    public SelectedTokens? Selection { get; set; }

    public ExpertLog Integration { get; } = new(followed?.Integration);

    /// <summary>
    /// The decisions about the only patient. The last of its sequences in the integration unit is the patient's; those before it predict
    /// from one modality alone.
    /// </summary>
    public ModalityDecisions Decisions => new(Segregation.DecisionsOf(^1), Selection?.Of(0), Integration.DecisionsOf(^1));

    /// <summary>The decisions about every patient who has the modality.</summary>
    /// <param name="tokens">Tokens of each.</param>
    public ModalityChoices[] ChoicesOf(int[] tokens)
    {
        var (segregation, integration) = (
            Segregation.ChoicesOf(ModalityUnitKind.Segregation, tokens.Length),
            Integration.ChoicesOf(ModalityUnitKind.Integration, tokens.Length));
        return [.. tokens.Select((count, patient) => new ModalityChoices(
            count,
            Selection?.Tokens.Layout.Counts[patient] ?? count,
            Selection?.Kept[patient] ?? count,
            Selection?.Alphas[patient] ?? 1,
            [.. segregation[patient], .. integration[patient]]))];
    }
}
