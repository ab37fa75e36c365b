namespace AdaMHF.Networks;

/// <summary>The two sources of a patient's data, in the order in which weights are reported.</summary>
public enum Modality
{
    /// <summary>Patch features of whole-slide images.</summary>
    Pathology,

    /// <summary>Genomic profiles in functional groups.</summary>
    Genomics,

    /// <summary>Clinical columns, such as age and stage.</summary>
    Clinical,
}
