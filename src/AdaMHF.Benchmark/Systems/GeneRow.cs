using Microsoft.ML.Data;

namespace AdaMHF.Benchmark;

/// <summary>All genes of a patient.</summary>
internal sealed class GeneRow
{
    public VBuffer<float> Genes { get; set; }
}
