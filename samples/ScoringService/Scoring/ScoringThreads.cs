using System.Collections.Concurrent;

namespace ScoringService;

/// <summary>
/// As many threads as cores, which score and do nothing else. The pool's threads come and go and are many, and each that has scored once
/// leaves free memory of its own in the C library, and threads of its own in libtorch.
/// </summary>
internal sealed class ScoringThreads : IDisposable
{
    private readonly BlockingCollection<Action> _queue = [];
    private readonly Thread[] _threads;

    public ScoringThreads()
    {
        _threads = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(number => new Thread(Work)
        {
            IsBackground = true,
            Name = $"Scoring {number}",
        })];
        foreach (var thread in _threads) thread.Start();
    }

    /// <summary>Does some work when a thread is free. Who waits may go; work that has begun is waited for, since it reads files.</summary>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var taken = 0;
        await using var gone = cancellation.Register(() =>
        {
            if (Interlocked.Exchange(ref taken, 1) == 0) done.SetCanceled(cancellation);
        });
        _queue.Add(
            () =>
            {
                if (Interlocked.Exchange(ref taken, 1) != 0) return;
                try
                {
                    done.SetResult(work());
                }
                catch (Exception error)
                {
                    done.SetException(error);
                }
            },
            cancellation);
        return await done.Task;
    }

    public void Dispose()
    {
        _queue.CompleteAdding();
        foreach (var thread in _threads) thread.Join();
        _queue.Dispose();
    }

    private void Work()
    {
        foreach (var work in _queue.GetConsumingEnumerable()) work();
    }
}
