namespace AdaMHF.Slides;

/// <summary>How an encoder runs.</summary>
public sealed record EncoderOptions
{
    /// <summary>
    /// Index of the CUDA device; null, the default, is the CPU. The application then references Microsoft.ML.OnnxRuntime.Gpu in place of
    /// Microsoft.ML.OnnxRuntime.
    /// </summary>
    public int? CudaDevice { get; init; }

    /// <summary>
    /// Threads of one call, at least 1. Default 1: several threads that encode patches each for itself are faster than one call with as
    /// many threads.
    /// </summary>
    public int CallThreads { get; init; } = 1;

    /// <summary>
    /// Patches of one call, at least 1, where the model's batch is not fixed. Default 1: on a CPU more gain nothing; on a GPU try 64.
    /// </summary>
    public int BatchSize { get; init; } = 1;

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(CallThreads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        if (CudaDevice is { } device) ArgumentOutOfRangeException.ThrowIfNegative(device);
    }
}
