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
        var bytes = File.ReadAllBytes(path);
        Assert.Equal(10_000, Rows(path));
        File.WriteAllBytes(path, bytes[..^100]);
        Assert.Throws<CohortFileException>(() => Rows(path));
        // A member that follows is text, too, its header a row like others.
        File.WriteAllBytes(path, [.. bytes, .. bytes]);
        Assert.Equal(20_001, Rows(path));
    }

    private static int Rows(string path)
    {
        var rows = 0;
        using var file = CsvFile.Open(path);
        while (file.Read()) rows++;
        return rows;
    }
}
