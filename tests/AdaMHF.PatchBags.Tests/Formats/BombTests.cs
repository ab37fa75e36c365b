using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace AdaMHF.PatchBags.Tests;

/// <summary>Small files that claim to be large cost little memory, and large ones no more than what is asked for.</summary>
[Collection(nameof(FileLimits))]
public sealed class BombTests : IDisposable
{
    private const int Megabyte = 1 << 20;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Zeros_that_are_packed_a_thousandfold_are_refused(bool fortran)
    {
        var path = Npz(fortran, rows: 16_384, columns: 1024, _ => 0, CompressionLevel.Optimal);
        Assert.True(new FileInfo(path).Length < Megabyte);
        var refusal = Refusal(path, most: Megabyte);
        Assert.Contains("FileLimits.UnpackedPerPacked", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Up_to_sixteen_megabytes_anything_may_be_packed_tightly()
    {
        var bag = PatchBag.Open(Npz(fortran: false, rows: 4000, columns: 1024, _ => 0));
        Assert.Equal(4000 * 1024, bag.ReadAll().Values.Length);
    }

    [Theory]
    [InlineData(false, 4)]
    [InlineData(true, 24)]
    public void Rows_of_a_packed_array_are_unpacked_as_they_are_read(bool fortran, int megabytes)
    {
        var path = Npz(fortran, rows: 10_000, columns: 400, i => i * 2654435761);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var some = PatchBag.Open(path).Read(0, 5_000, 9_999);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < megabytes * (long)Megabyte);
        foreach (var (place, row) in new[] { 0, 5_000, 9_999 }.Index())
        {
            for (var column = 0; column < 400; column++)
                Assert.Equal(Value(fortran ? row + (10_000L * column) : (400L * row) + column), some.Row(place)[column]);
        }

        static float Value(long i) => (uint)(i * 2654435761) & 0xFFFF;
    }

    [Fact]
    public void A_packed_array_that_must_be_unpacked_whole_is_limited()
    {
        var whole = FileLimits.Default;
        var path = Npz(fortran: true, rows: 20_000, columns: 128, i => i * 2654435761);
        Assert.Contains("FileLimits.ChunkBytes", WithLimits(whole with { ChunkBytes = 8 * Megabyte }, () => Refusal(path, 64 * Megabyte)));
        Assert.Equal(20_000, PatchBag.Open(path).ReadAll().Count);
    }

    [Fact]
    public void A_packed_storage_of_PyTorch_is_refused_or_streamed()
    {
        var path = _folder.PathOf("bag.pt");
        Repack("good-tensor-no-coordinates.pt", path, (entry, bytes) => entry.EndsWith("data/0", StringComparison.Ordinal)
            ? [.. bytes, .. new byte[64 * Megabyte]] : bytes);
        Assert.Contains("FileLimits.UnpackedPerPacked", Refusal(path, Megabyte), StringComparison.Ordinal);

        Repack("good-tensor-no-coordinates.pt", path, (_, bytes) => bytes);
        Assert.Equal(Bags.Patches(40, 16).Values, PatchBag.Open(path).ReadAll().Values);
    }

    [Fact]
    public void A_chunk_of_a_gigabyte_is_refused_by_its_size()
    {
        // The layout of version 3: chunked, three axes, the index, then the chunk's rows, columns and element size.
        var bytes = File.ReadAllBytes(Path.Combine(Bags.DataFolder, "good-clam-gzip-shuffle.h5"));
        var layout = Enumerable.Range(0, bytes.Length - 24).First(at => bytes.AsSpan(at).StartsWith((byte[])[3, 2, 3])
            && BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 15)) == 16);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(layout + 11), 16 * Megabyte);
        var path = _folder.PathOf("bag.h5");
        File.WriteAllBytes(path, bytes);
        Assert.Contains("FileLimits.ChunkBytes", Refusal(path, Megabyte), StringComparison.Ordinal);

        // One that the limit allows, but not the file's length.
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(layout + 11), Megabyte);
        File.WriteAllBytes(path, bytes);
        Assert.Contains("FileLimits.UnpackedPerPacked", Refusal(path, Megabyte), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_limit_is_one_and_the_defaults_admit_the_largest_bags()
    {
        var path = Npz(fortran: false, rows: 20, columns: 30, i => i);
        var whole = FileLimits.Default;
        Assert.Contains("FileLimits.Patches", WithLimits(whole with { Patches = 19 }, () => Refusal(path, Megabyte)));
        Assert.Contains("FileLimits.PatchWidth", WithLimits(whole with { PatchWidth = 29 }, () => Refusal(path, Megabyte)));
        Assert.Contains("FileLimits.ArrayBytes", WithLimits(whole with { ArrayBytes = 2399 }, () => Refusal(path, Megabyte)));
        Assert.Equal(20, WithLimits(whole with { Patches = 20, PatchWidth = 30, ArrayBytes = 2400 }, () => PatchBag.Open(path).PatchCount));
        Assert.Throws<ArgumentOutOfRangeException>(() => FileLimits.Default = whole with { Patches = 0 });

        // Sparse, so that it takes no disk.
        var large = _folder.PathOf("large.npy");
        using (var file = new FileStream(large, FileMode.CreateNew))
        {
            file.Write(NpyHeader(false, 300_000, 2048));
            file.SetLength(file.Position + (300_000L * 2048 * 4));
        }
        Assert.Equal((300_000, 2048), (PatchBag.Open(large).PatchCount, PatchBag.Open(large).Width));
        Assert.Equal(0, PatchBag.Open(large).Read(299_999).Row(0)[2047]);
    }

    private static string Refusal(string path, long most)
    {
        // The first call loads code.
        try { PatchBag.Open(Path.Combine(Bags.DataFolder, "good-compressed.npz")).ReadAll(); } catch (PatchBagException) { }
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refusal = Assert.Throws<PatchBagException>(() => PatchBag.Open(path).ReadAll());
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < most);
        return refusal.Message;
    }

    private static T WithLimits<T>(FileLimits limits, Func<T> use)
    {
        var before = FileLimits.Default;
        FileLimits.Default = limits;
        try
        {
            return use();
        }
        finally
        {
            FileLimits.Default = before;
        }
    }

    private string Npz(
        bool fortran, int rows, int columns, Func<long, long> number, CompressionLevel level = CompressionLevel.Fastest)
    {
        var path = _folder.PathOf($"{Guid.NewGuid():N}.npz");
        using var archive = new ZipArchive(new FileStream(path, FileMode.CreateNew), ZipArchiveMode.Create);
        using var entry = archive.CreateEntry("features.npy", level).Open();
        entry.Write(NpyHeader(fortran, rows, columns));
        var row = new byte[4096];
        for (var i = 0L; i < (long)rows * columns;)
        {
            var some = (int)Math.Min(1024, ((long)rows * columns) - i);
            for (var k = 0; k < some; k++) BinaryPrimitives.WriteSingleLittleEndian(row.AsSpan(4 * k), (uint)number(i++) & 0xFFFF);
            entry.Write(row.AsSpan(0, 4 * some));
        }
        return path;
    }

    private static byte[] NpyHeader(bool fortran, int rows, int columns)
    {
        var dictionary = $"{{'descr': '<f4', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': ({rows}, {columns}), }}\n";
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)dictionary.Length, 0, .. Encoding.ASCII.GetBytes(dictionary)];
    }

    private static void Repack(string source, string path, Func<string, byte[], byte[]> change)
    {
        using var from = ZipFile.OpenRead(Path.Combine(Bags.DataFolder, source));
        using var to = new ZipArchive(new FileStream(path, FileMode.Create), ZipArchiveMode.Create);
        foreach (var entry in from.Entries)
        {
            using var content = new MemoryStream();
            using (var stored = entry.Open()) stored.CopyTo(content);
            using var packed = to.CreateEntry(entry.FullName, CompressionLevel.Fastest).Open();
            packed.Write(change(entry.FullName, content.ToArray()));
        }
    }
}
