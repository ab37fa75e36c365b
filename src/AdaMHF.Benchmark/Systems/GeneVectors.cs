using Microsoft.ML.Data;

namespace AdaMHF.Benchmark;

/// <summary>What the genes are mapped to: one vector for each of two groups.</summary>
internal sealed class GeneVectors
{
    public VBuffer<float> First { get; set; }

    public VBuffer<float> Second { get; set; }
}
