namespace AdaMHF.PatchBags.Tests;

public sealed class PatchPrefetcherTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, long.MaxValue)]
    [InlineData(4, 3000)]
    [InlineData(4, long.MaxValue)]
    public void Bags_come_in_order_and_with_the_values_of_direct_reading(int readers, long bytesAhead)
    {
        var bags = Write(40);
        var items = Enumerable.Range(0, 200).ToArray();
        PatchRequest Request(int item)
        {
            var bag = bags[item % 40];
            return new(bag, PatchSampling.Random(bag.PatchCount, 9, item), InSpatialOrder: item % 2 == 0);
        }

        var seen = 0;
        foreach (var read in PatchPrefetcher.Read(items, Request, bytesAhead, readers, Token))
        {
            Assert.Equal(seen++, read.Item);
            var direct = Request(read.Item);
            int[] rows = [.. direct.Rows];
            Assert.Equal((direct.InSpatialOrder ? direct.Bag.ReadInSpatialOrder(rows) : direct.Bag.Read(rows)).Values, read.Patches.Values);
        }
        Assert.Equal(200, seen);
    }

    [Fact]
    public void Next_bags_are_read_while_the_caller_is_busy()
    {
        var bags = Write(6);
        using var third = new ManualResetEventSlim();
        var reads = PatchPrefetcher.Read(bags.Select((bag, i) => (bag, i)), item =>
        {
            if (item.i == 3) third.Set();
            return All(item.bag);
        }, cancellation: Token);
        using var enumerator = reads.GetEnumerator();

        Assert.True(enumerator.MoveNext());

        Assert.True(third.Wait(TimeSpan.FromSeconds(20), Token), "The fourth bag was not asked for while the first was in use.");
    }

    [Fact]
    public void No_more_is_read_ahead_than_the_memory_allows()
    {
        var bags = Write(30);
        var largest = bags.Max(bag => bag.BytesInMemory);
        foreach (var budget in new[] { 1, 2 * largest, 5 * largest })
        {
            var (asked, used) = (0L, 0L);
            var ahead = 0L;
            foreach (var read in PatchPrefetcher.Read(bags, bag =>
            {
                // The bag whose request is made now waits until there is memory for it.
                ahead = Math.Max(ahead, Interlocked.Read(ref asked) - Interlocked.Read(ref used));
                Interlocked.Add(ref asked, bag.BytesInMemory);
                return All(bag);
            }, budget, cancellation: Token))
            {
                Interlocked.Add(ref used, read.Item.BytesInMemory);
                Thread.Sleep(2);
            }
            // The one in use was counted as waiting until the caller took it, and one may be alone above the budget.
            Assert.InRange(ahead, 0, budget + (2 * largest));
        }
    }

    [Fact]
    public void An_error_surfaces_on_its_own_row_and_leaves_the_others_alone()
    {
        var bags = Write(5).ToArray();
        File.WriteAllText(_folder.PathOf("1.h5"), "no bag");
        bags[1] = PatchBag.Open(_folder.PathOf("1.h5"));
        bags[3] = PatchBag.Open(_folder.PathOf("absent.h5"));
        var good = new List<int>();
        var bad = new List<int>();
        foreach (var read in PatchPrefetcher.Read(Enumerable.Range(0, 5), i => new(bags[i], [0, 1]), cancellation: Token))
        {
            try
            {
                Assert.Equal(2, read.Patches.Count);
                good.Add(read.Item);
            }
            catch (PatchBagException e)
            {
                Assert.Contains(bags[read.Item].Sources[0], e.Message, StringComparison.Ordinal);
                Assert.Throws<PatchBagException>(() => read.Patches);
                bad.Add(read.Item);
            }
        }
        Assert.Equal([0, 2, 4], good);
        Assert.Equal([1, 3], bad);
    }

    [Fact]
    public void An_error_of_the_items_comes_after_the_items_before_it()
    {
        var bags = Write(2);
        IEnumerable<PatchBag> Items()
        {
            yield return bags[0];
            yield return bags[1];
            throw new InvalidDataException("no more");
        }

        var seen = 0;
        Assert.Throws<InvalidDataException>(() =>
        {
            foreach (var read in PatchPrefetcher.Read(Items(), All, cancellation: Token)) seen += read.Patches.Count > 0 ? 1 : 0;
        });
        Assert.Equal(2, seen);
    }

    [Fact]
    public void Cancellation_ends_an_endless_enumeration_also_while_the_reader_waits_for_memory()
    {
        var bag = Write(1)[0];
        using var cancellation = new CancellationTokenSource();
        var seen = 0;
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            var bags = Enumerable.Repeat(bag, int.MaxValue);
            foreach (var read in PatchPrefetcher.Read(bags, All, bytesAhead: 1, cancellation: cancellation.Token))
            {
                if (++seen == 5) cancellation.Cancel();
            }
        });
        Assert.InRange(seen, 5, 6);
    }

    [Fact]
    public void Leaving_the_enumeration_leaves_no_file_open_and_no_item_asked_for()
    {
        var bags = Write(20);
        var asked = 0;
        PatchRequest Counted(PatchBag bag)
        {
            Interlocked.Increment(ref asked);
            return All(bag);
        }

        foreach (var read in PatchPrefetcher.Read(bags, Counted, readers: 3, cancellation: Token)) break;

        var after = Volatile.Read(ref asked);
        Directory.Delete(_folder.Root, recursive: true);
        Directory.CreateDirectory(_folder.Root);
        Thread.Sleep(50);
        Assert.Equal(after, Volatile.Read(ref asked));
        if (!OperatingSystem.IsLinux()) return;
        Assert.DoesNotContain(
            new DirectoryInfo("/proc/self/fd").EnumerateFileSystemInfos(),
            handle => handle.LinkTarget?.StartsWith(_folder.Root, StringComparison.Ordinal) == true);
    }

    [Fact]
    public void No_row_reads_nothing_not_even_a_header()
    {
        PatchBag[] bags = [PatchBag.Open(_folder.PathOf("absent.h5"))];
        var read = Assert.Single(PatchPrefetcher.Read(bags, bag => new(bag, []), cancellation: Token));
        Assert.Equal(0, read.Patches.Count);
    }

    private static PatchRequest All(PatchBag bag) => new(bag, [.. Enumerable.Range(0, bag.PatchCount)]);

    private PatchBag[] Write(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i =>
        {
            ClamH5Writer.Write(_folder.PathOf($"{i}.h5"), Bags.Patches(10 + i, 8, i));
            return PatchBag.Open(_folder.PathOf($"{i}.h5"));
        }),
    ];
}
