namespace AdaMHF.Slides;

/// <summary>Memory that several slides share: who wants some waits until it is free; who wants more than there is has all.</summary>
/// <param name="bytes">All of it, at least 1.</param>
internal sealed class MemoryBudget(long bytes)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly object _gate = new();
    private readonly long _all = bytes;
    private long _free = bytes;

    /// <summary>Waits for a part, which is given back when it is disposed.</summary>
    public IDisposable Take(long wanted, CancellationToken cancellation)
    {
        var part = Math.Clamp(wanted, 0, _all);
        lock (_gate)
        {
            while (_free < part)
            {
                cancellation.ThrowIfCancellationRequested();
                Monitor.Wait(_gate, Patience);
            }
            _free -= part;
        }
        return new Part(this, part);
    }

    private void GiveBack(long part)
    {
        lock (_gate)
        {
            _free += part;
            Monitor.PulseAll(_gate);
        }
    }

    private sealed class Part(MemoryBudget budget, long bytes) : IDisposable
    {
        public void Dispose() => budget.GiveBack(bytes);
    }
}
