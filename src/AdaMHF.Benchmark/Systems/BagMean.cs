using Microsoft.ML.Data;

namespace AdaMHF.Benchmark;

/// <summary>The mean of a patient's patches; NaN where there is none.</summary>
internal sealed class BagMean
{
    public VBuffer<float> Mean { get; set; }
}
