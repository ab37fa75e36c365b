namespace AdaMHF.MLNet;

/// <summary>
/// Counts who uses what an owner will free: when the owner disposes it, those who use it end in order, the last one frees it, and who comes
/// later is refused. Native memory that was freed below a computation would end the process.
/// </summary>
/// <param name="owner">Type that <see cref="ObjectDisposedException"/> names.</param>
/// <param name="free">Frees it; called once.</param>
internal sealed class SharedUse(Type owner, Action free) : IDisposable
{
    // The owner counts as a user until it disposes.
    private int _users = 1;
    private int _disposed;

    /// <summary>Uses it until the result is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The owner has disposed it.</exception>
    public Use Begin()
    {
        while (true)
        {
            var users = Volatile.Read(ref _users);
            ObjectDisposedException.ThrowIf(users == 0 || Volatile.Read(ref _disposed) != 0, owner);
            if (Interlocked.CompareExchange(ref _users, users + 1, users) == users) return new(this);
        }
    }

    /// <summary>Refuses everybody who comes later; frees it now, or when the last user ends.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0) End();
    }

    private void End()
    {
        if (Interlocked.Decrement(ref _users) == 0) free();
    }

    /// <summary>One use.</summary>
    internal readonly struct Use(SharedUse shared) : IDisposable
    {
        public void Dispose() => shared.End();
    }
}
