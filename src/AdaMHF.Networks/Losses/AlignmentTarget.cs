namespace AdaMHF.Networks;

/// <summary>Which tokens the alignment loss brings together, see <see cref="AdaMhfConfiguration.AlignmentTarget"/>.</summary>
public enum AlignmentTarget
{
    /// <summary>Class tokens of a modality's segregation and integration unit: the reading of CMTA.</summary>
    Units,

    /// <summary>Class tokens of the two modalities' integration units, for patients with both: what the paper's text says.</summary>
    Modalities,
}
