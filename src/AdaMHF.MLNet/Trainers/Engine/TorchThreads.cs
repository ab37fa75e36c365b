using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>
/// Sets the number of threads that Torch uses on the CPU, and puts it back when disposed. Initial weights, too, depend on it in their last
/// bits.
/// </summary>
internal sealed class TorchThreads : IDisposable
{
    private readonly int? _before;

    /// <param name="wanted">Number of threads; null leaves the process's setting.</param>
    public TorchThreads(int? wanted)
    {
        if (wanted is not { } threads) return;
        _before = get_num_threads();
        set_num_threads(threads);
    }

    public void Dispose()
    {
        if (_before is { } threads) set_num_threads(threads);
    }
}
