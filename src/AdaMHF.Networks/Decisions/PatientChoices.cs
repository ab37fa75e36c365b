namespace AdaMHF.Networks;

/// <summary>
/// What AdaMHF decided for one patient, in plain numbers; <see cref="AdaMhfNetwork.Explain"/> has the tensors behind them.
/// </summary>
/// <param name="Pathology">Null when pathology is missing.</param>
/// <param name="Genomics">Null when genomics is missing.</param>
public sealed record PatientChoices(ModalityChoices? Pathology, ModalityChoices? Genomics)
{
    /// <summary>The decisions about one modality; null when it is missing.</summary>
    /// <param name="modality">Which.</param>
    public ModalityChoices? Of(Modality modality) => modality switch
    {
        Modality.Pathology => Pathology,
        Modality.Genomics => Genomics,
        _ => null,
    };
}
