using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace AdaMHF.PatchBags;

/// <summary>Reads the next bags while the caller computes with the current one.</summary>
public static class PatchPrefetcher
{
    /// <summary>Default memory for waiting bags: 256 MiB, 32 bags of 2048 patches of width 1024.</summary>
    public const long DefaultBytesAhead = 256L << 20;

    /// <summary>Reads patches for item after item, in order, ahead of the caller.</summary>
    /// <typeparam name="TItem">What patches are read for.</typeparam>
    /// <param name="items">
    /// The items. They are enumerated, one after the other, on another thread, at most as far ahead as bags are read; an exception of the
    /// enumeration is thrown after the items before it.
    /// </param>
    /// <param name="request">The patches of an item; called on the same thread as the items.</param>
    /// <param name="bytesAhead">
    /// Memory for bags that are read or being read, at least 1. The caller's current bag is not counted, and a bag that is larger than this
    /// is read alone.
    /// </param>
    /// <param name="readers">
    /// Bags that are read at the same time, at least 1. Default 1; more help where bags are compressed and cores are idle.
    /// </param>
    /// <param name="cancellation">Ends the enumeration with <see cref="OperationCanceledException"/>.</param>
    /// <returns>
    /// The items with their patches. A bag that cannot be read throws from <see cref="PrefetchedPatches{TItem}.Patches"/>. After the
    /// enumeration, whether it ends, throws or is disposed, no file is open and none of its threads runs.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static IEnumerable<PrefetchedPatches<TItem>> Read<TItem>(
        IEnumerable<TItem> items,
        Func<TItem, PatchRequest> request,
        long bytesAhead = DefaultBytesAhead,
        int readers = 1,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(bytesAhead, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(readers, 1);
        return Consume(items, request, bytesAhead, readers, cancellation);
    }

    private static IEnumerable<PrefetchedPatches<TItem>> Consume<TItem>(
        IEnumerable<TItem> items, Func<TItem, PatchRequest> request, long bytesAhead, int readers, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var places = new SemaphoreSlim(readers);
        var memory = new BytesAhead(bytesAhead);
        // The memory bounds the queue; the number bounds it where bags are empty.
        const int MostAhead = 1024;
        var queue = Channel.CreateBounded<(Task<PrefetchedPatches<TItem>> Reading, long Bytes)>(
            new BoundedChannelOptions(MostAhead) { SingleReader = true, SingleWriter = true });
        var producer = Task.Run(() => ProduceAsync(items, request, queue.Writer, memory, places, stop.Token), CancellationToken.None);
        try
        {
            while (queue.Reader.WaitToReadAsync(cancellation).AsTask().GetAwaiter().GetResult())
            {
                while (queue.Reader.TryRead(out var next))
                {
                    cancellation.ThrowIfCancellationRequested();
                    var patches = next.Reading.WaitAsync(cancellation).GetAwaiter().GetResult();
                    memory.Release(next.Bytes);
                    yield return patches;
                }
            }
        }
        finally
        {
            stop.Cancel();
            producer.Wait(CancellationToken.None);
            while (queue.Reader.TryRead(out var left)) left.Reading.Wait(CancellationToken.None);
        }
    }

    private static async Task ProduceAsync<TItem>(
        IEnumerable<TItem> items,
        Func<TItem, PatchRequest> request,
        ChannelWriter<(Task<PrefetchedPatches<TItem>>, long)> queue,
        BytesAhead memory,
        SemaphoreSlim places,
        CancellationToken stop)
    {
        var readings = new List<Task>();
        try
        {
            foreach (var item in items)
            {
                var wanted = request(item);
                var bytes = BytesOf(wanted);
                await memory.TakeAsync(bytes, stop).ConfigureAwait(false);
                await places.WaitAsync(stop).ConfigureAwait(false);
                var reading = Task.Run(() => Read(item, wanted, places), CancellationToken.None);
                readings.RemoveAll(task => task.IsCompleted);
                readings.Add(reading);
                await queue.WriteAsync((reading, bytes), stop).ConfigureAwait(false);
            }
            queue.Complete();
        }
        catch (Exception e)
        {
            queue.Complete(e);
        }
        await Task.WhenAll(readings).ConfigureAwait(false);
    }

    private static PrefetchedPatches<TItem> Read<TItem>(TItem item, PatchRequest wanted, SemaphoreSlim places)
    {
        try
        {
            if (wanted.Rows.Count == 0) return new(item, new([], 0), null);
            int[] rows = [.. wanted.Rows];
            return new(item, wanted.InSpatialOrder ? wanted.Bag.ReadInSpatialOrder(rows) : wanted.Bag.Read(rows), null);
        }
        catch (Exception e)
        {
            return new(item, null, ExceptionDispatchInfo.Capture(e));
        }
        finally
        {
            places.Release();
        }
    }

    // A bag whose header cannot be read takes no memory; the error is thrown when its features are read.
    private static long BytesOf(PatchRequest wanted)
    {
        try
        {
            return wanted.Rows.Count == 0 ? 0 : wanted.Bag.BytesOf(wanted.Rows.Count);
        }
        catch (Exception e) when (e is PatchBagException or ObjectDisposedException)
        {
            return 0;
        }
    }
}
