namespace AdaMHF.Benchmark;

/// <summary>What is taken away from patients before they are scored.</summary>
/// <param name="Genomics">All genes.</param>
/// <param name="Pathology">All slides.</param>
/// <param name="Group">One gene group by name; null for none.</param>
internal sealed record MissingModality(bool Genomics = false, bool Pathology = false, string? Group = null)
{
    public static MissingModality None { get; } = new();
}
