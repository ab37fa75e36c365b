namespace AdaMHF.PatchBags;

/// <summary>Memory that is taken by one thread and given back by another.</summary>
internal sealed class BytesAhead(long most)
{
    private readonly Lock _lock = new();
    private long _taken;
    private TaskCompletionSource? _released;

    /// <summary>Takes memory as soon as there is enough, or nothing is taken at all.</summary>
    public async Task TakeAsync(long bytes, CancellationToken cancellation)
    {
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            Task released;
            lock (_lock)
            {
                if (_taken == 0 || _taken + bytes <= most)
                {
                    _taken += bytes;
                    return;
                }
                released = (_released ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
            await released.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    public void Release(long bytes)
    {
        lock (_lock)
        {
            _taken -= bytes;
            _released?.SetResult();
            _released = null;
        }
    }
}
