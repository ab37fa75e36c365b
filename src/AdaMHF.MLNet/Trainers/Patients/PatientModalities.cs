using AdaMHF.PatchBags;

namespace AdaMHF.MLNet;

/// <summary>The data of one patient.</summary>
/// <param name="Bag">Patch bag, empty when pathology is missing.</param>
/// <param name="Genomics">One vector per group; null when genomics is missing.</param>
internal sealed record PatientModalities(PatchBag Bag, float[][]? Genomics)
{
    /// <summary>Clinical values; null when they are missing, or when the network reads none.</summary>
    public float[]? Clinical { get; init; }

    /// <summary>Continues "Patient ..." in messages: an identifier, or a row.</summary>
    public string Name { get; init; } = "without identifier";
}
