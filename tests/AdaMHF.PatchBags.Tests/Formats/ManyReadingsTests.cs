using System.Diagnostics;

namespace AdaMHF.PatchBags.Tests;

/// <summary>Alone in the process while they run: what other tests allocate would count as theirs.</summary>
[Collection(nameof(ManyReadingsTests))]
[CollectionDefinition(nameof(ManyReadingsTests), DisableParallelization = true)]
public class ManyReadingsTests
{
    private static readonly string[] Kinds =
    [
        "good-clam.h5", "good-clam-gzip-shuffle.h5", "good-lzf.h5", "good-contiguous.h5",
        "good-dictionary.pt", "good-repacked.pt", "good-legacy-dictionary.pt", "good-safe.safetensors",
        "good-fortran-no-coordinates.npy", "good-stored.npz", "good-compressed.npz",
    ];

    [Theory]
    [InlineData(100)]
    public void Reading_bags_in_a_loop_leaves_managed_and_native_memory_level(int bags) => ReadInLoop(bags, width: 256, patches: 512);

    [Trait("Category", "Soak")]
    [Theory(Explicit = true)]
    [InlineData(1000)]
    public void Reading_a_thousand_bags_of_real_size_leaves_managed_and_native_memory_level(int bags) =>
        ReadInLoop(bags, width: 1024, patches: 2048);

    [Fact]
    public void Twenty_threads_read_the_same_handles_and_get_the_same_rows()
    {
        var bags = Kinds.Select(file => PatchBag.Open(Path.Combine(Bags.DataFolder, file))).ToArray();
        Parallel.For(0, 20, new ParallelOptions { MaxDegreeOfParallelism = 20 }, reader =>
        {
            var random = new Random(reader);
            for (var i = 0; i < 50; i++)
            {
                var bag = bags[random.Next(bags.Length)];
                var rows = Bags.RandomRows(40, random);
                Bags.AssertRows(bag.Read(rows), rows, 16, bag.HasCoordinates);
            }
        });
    }

    private static void ReadInLoop(int bags, int width, int patches)
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        ClamH5Writer.Write(folder.PathOf("large.h5"), Bags.Patches(patches, width));
        SafeTensorsBagWriter.Write(folder.PathOf("large.safetensors"), Bags.Patches(patches, width));
        string[] files =
        [
            .. Kinds.Select(file => Path.Combine(Bags.DataFolder, file)),
            folder.PathOf("large.h5"),
            folder.PathOf("large.safetensors"),
        ];
        // As many reads as are measured afterwards: what is kept for reuse, such as pooled buffers, is allocated by then.
        for (var i = 0; i < bags; i++) Read(i);
        var (managed, native) = Memory();

        for (var i = 0; i < bags; i++) Read(i);

        var (managedAfter, nativeAfter) = Memory();
        Assert.InRange(managedAfter - managed, long.MinValue, 2_000_000);
        // The allocator keeps some pages; a leak of one bag per reading would be hundreds of megabytes.
        Assert.InRange(nativeAfter - native, long.MinValue, 64_000_000);

        void Read(int i)
        {
            var bag = PatchBag.Open(files[i % files.Length]);
            Assert.NotEqual(0, bag.ReadAll().Count);
            Assert.Equal(2, bag.Read(0, bag.PatchCount - 1).Count);
            foreach (var read in PatchPrefetcher.Read([bag], one => new(one, [1, 2, 3]), cancellation: token))
                Assert.Equal(3, read.Patches.Count);
        }
    }

    private static (long Managed, long Native) Memory()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var process = Process.GetCurrentProcess();
        // What the process has beyond the managed heap, committed or not yet given back.
        return (GC.GetTotalMemory(forceFullCollection: true), process.WorkingSet64 - GC.GetGCMemoryInfo().TotalCommittedBytes);
    }
}
