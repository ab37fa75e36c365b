namespace Systems;

/// <summary>What a system reads.</summary>
[Flags]
internal enum Modalities
{
    Genomics = 1,
    Pathology = 2,
    Both = Genomics | Pathology,
}
