using System.IO.Compression;
using AdaMHF.MLNet;

namespace AdaMHF.Benchmark.Tests;

public class CsvFileTests
{
    [Fact]
    public void A_gzip_file_that_was_cut_short_is_refused()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Sub("table.csv.gz");
        using (var text = new StreamWriter(new GZipStream(File.Create(path), CompressionMode.Compress)))
        {
            text.Write("case_id,risk\n");
            for (var row = 0; row < 10_000; row++) text.Write($"P{row},{row * 7919 % 1000}\n");
        }
        using (var whole = CsvFile.Open(path)) Assert.True(whole.Read());
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^100]);
        Assert.Throws<CohortFileException>(() => CsvFile.Open(path));
    }
}
