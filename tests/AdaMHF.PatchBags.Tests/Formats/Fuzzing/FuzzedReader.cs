using System.Diagnostics;

namespace AdaMHF.PatchBags.Tests;

/// <summary>
/// Reads damaged files and detects what a reader must never do. A second thread ends the process when a file takes too long, because a
/// hang cannot be caught; a crash ends it by itself. After a hang the file <c>last-mutant.txt</c> in the temporary folder names the mutant.
/// </summary>
internal sealed class FuzzedReader : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly string _folder;
    private readonly Timer _watch;
    private string _mutant = "";
    private long _started;

    public FuzzedReader(string folder)
    {
        _folder = folder;
        _watch = new(_ => EndHang(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>Mutants that were read as bags.</summary>
    public int Read { get; private set; }

    /// <summary>Mutants that were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Most bytes that one mutant made the reader allocate.</summary>
    public long MostAllocated { get; private set; }

    /// <summary>Longest time that one mutant took.</summary>
    public TimeSpan Slowest { get; private set; }

    /// <summary>Reads one damaged file in each of the ways in which bags are read.</summary>
    public void Check(string mutant, byte[] bytes)
    {
        var path = Path.Combine(_folder, "mutant");
        File.WriteAllBytes(path, bytes);
        _mutant = mutant;
        var start = Stopwatch.GetTimestamp();
        Volatile.Write(ref _started, start);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var claimed = 0L;
        try
        {
            var bag = PatchBag.Open(path);
            var all = bag.ReadAll();
            claimed = 4L * all.Values.Length;
            Assert.Equal((long)all.Count * all.Width, all.Values.Length);
            Assert.Equal((bag.PatchCount, bag.Width), (all.Count, all.Width));
            if (bag.PatchCount > 2)
            {
                var some = bag.Read(0, bag.PatchCount - 1);
                Assert.True(
                    some.Row(0).SequenceEqual(all.Row(0)) || float.IsNaN(all.Values.Sum()),
                    $"{mutant}: a row differs from the whole bag");
            }
            Read++;
        }
        catch (PatchBagException refusal)
        {
            Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
            Assert.False(
                refusal.InnerException
                    is NullReferenceException or IndexOutOfRangeException or OverflowException or InvalidCastException,
                $"{mutant}: {refusal}");
            Refused++;
        }
        catch (Exception e) when (e is not Xunit.Sdk.IAssertionException)
        {
            Assert.Fail($"{mutant}: {e}");
        }
        finally
        {
            Volatile.Write(ref _started, 0);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before - (2 * claimed);
        MostAllocated = Math.Max(MostAllocated, allocated);
        Slowest = Slowest > Stopwatch.GetElapsedTime(start) ? Slowest : Stopwatch.GetElapsedTime(start);
        // What a file of some kilobytes may cost: buffers, tables as large as the file times a constant, and a chunk in three stages of
        // unpacking.
        var most = (4L << 20) + ((64L + (3 * 1032)) * bytes.Length);
        // A bag can be larger than its file, but not by more than deflate can shrink.
        Assert.True(
            allocated <= most && claimed <= 1100L * (bytes.Length + 64),
            $"{mutant}: allocated {allocated} bytes and {claimed} for the features; the file has {bytes.Length}");
    }

    public void Dispose() => _watch.Dispose();

    private void EndHang()
    {
        var started = Volatile.Read(ref _started);
        if (started == 0 || Stopwatch.GetElapsedTime(started) < Longest) return;
        File.WriteAllText(Path.Combine(Path.GetTempPath(), "last-mutant.txt"), _mutant);
        Environment.FailFast($"Reading {_mutant} takes longer than {Longest}.");
    }
}
