namespace Benchmark.Systems;

/// <summary>What a system looks at.</summary>
[Flags]
internal enum Modalities
{
    Genomics = 1,
    Pathology = 2,
    Both = Genomics | Pathology,
}
