using System.IO.Compression;
using System.Text;

namespace AdaMHF.MLNet.Tests;

/// <summary>Packed gene sets cost no more than a hundred times their file.</summary>
public sealed class GmtBombTests : IDisposable
{
    private const int Megabyte = 1 << 20;
    private readonly CohortFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Sets_that_are_packed_a_thousandfold_are_refused()
    {
        var genes = "\tdescription" + string.Concat(Enumerable.Repeat("\tTP53", 10_000)) + "\n";
        var path = Gzip(Enumerable.Range(0, 1000).Select(set => Encoding.ASCII.GetBytes($"SET{set}{genes}")));
        Assert.True(new FileInfo(path).Length < Megabyte);
        Assert.Contains("FileLimits.UnpackedPerPacked", Refusal(path, 200 * Megabyte));
    }

    [Fact]
    public void A_line_without_an_end_is_refused()
    {
        var path = Gzip([Encoding.ASCII.GetBytes("SET\tdescription" + string.Concat(Enumerable.Repeat("\tA", Megabyte)))]);
        Assert.Contains("line 1 has 2097167 characters", Refusal(path, 40 * Megabyte));
    }

    private static string Refusal(string path, long most)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refusal = Assert.Throws<CohortFileException>(() => GeneGroups.FromGmt(path));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < most);
        return refusal.Message;
    }

    private string Gzip(IEnumerable<byte[]> parts)
    {
        var path = _files.PathOf("sets.gmt.gz");
        using var gzip = new GZipStream(new FileStream(path, FileMode.Create), CompressionLevel.Optimal);
        foreach (var part in parts) gzip.Write(part);
        return path;
    }
}
