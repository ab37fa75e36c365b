using System.Diagnostics;
using System.IO.Compression;

namespace AdaMHF.PatchBags.Tests;

/// <summary>A storage of PyTorch of 1.6 MB that would unpack to more than a gigabyte and a half.</summary>
[Trait("Category", "Soak")]
[Collection(nameof(FileLimits))]
public sealed class FullSizeBombTests : IDisposable
{
    private const int Megabyte = 1 << 20;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Explicit = true)]
    public void A_packed_storage_of_full_size_is_refused_within_a_moment()
    {
        var path = _folder.PathOf("bomb.pt");
        using (var from = ZipFile.OpenRead(Path.Combine(Bags.DataFolder, "good-tensor-no-coordinates.pt")))
        using (var to = new ZipArchive(new FileStream(path, FileMode.Create), ZipArchiveMode.Create))
        {
            foreach (var entry in from.Entries)
            {
                var isStorage = entry.FullName.EndsWith("data/0", StringComparison.Ordinal);
                using var source = entry.Open();
                using var target = to.CreateEntry(entry.FullName, CompressionLevel.Optimal).Open();
                source.CopyTo(target);
                var zeros = new byte[Megabyte];
                for (var i = 0; isStorage && i < 1640; i++) target.Write(zeros);
            }
        }
        using var process = Process.GetCurrentProcess();
        var (resident, clock) = (process.WorkingSet64, Stopwatch.StartNew());
        var refusal = Assert.Throws<PatchBagException>(() => PatchBag.Open(path).ReadAll());
        var took = clock.Elapsed;
        process.Refresh();
        var beyond = process.PeakWorkingSet64 - resident;
        TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant(
            $"{new FileInfo(path).Length:N0} bytes, 1,640 MiB unpacked: refused in {took.TotalMilliseconds:F0} ms, ")
            + FormattableString.Invariant($"at most {beyond / 1e6:F1} MB above {resident / 1e6:F1} MB. {refusal.Message}"));
        Assert.Contains("FileLimits.UnpackedPerPacked", refusal.Message, StringComparison.Ordinal);
        Assert.InRange(beyond, long.MinValue, 200L * Megabyte);
    }
}
