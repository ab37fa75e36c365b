using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

/// <summary>The CSV dialect of all tables, read as cohorts.</summary>
public sealed class CsvTableTests : IDisposable
{
    private readonly CohortFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void A_row_with_too_few_cells_is_refused() =>
        _files.Refused(CohortFiles.Header + "p1,s1,5,0,1\np2,s2,5\n", "row 3", "3 cells under a header of 5");

    [Fact]
    public void A_row_with_too_many_cells_is_refused() =>
        _files.Refused(CohortFiles.Header + "p1,s1,5,0,1,9\n", "row 2", "6 cells under a header of 5");

    [Fact]
    public void A_quote_that_is_never_closed_is_refused() =>
        _files.Refused(CohortFiles.Header + "p1,\"s1,5,0,1\n", "comma-separated", "quotes");

    [Fact]
    public void A_column_named_twice_is_refused() =>
        _files.Refused("case_id,slide_id,survival_months,censorship,age,age\n", "column 'age' twice (columns 5 and 6)");

    [Fact]
    public void A_column_without_name_is_refused_unless_it_is_the_first() =>
        _files.Refused(",case_id,slide_id,survival_months,censorship,\n0,p1,s1,5,0,\n", "column 6 has no name");

    [Fact]
    public void An_empty_file_is_refused() => _files.Refused("", "is an empty file", "cohort table");

    [Fact]
    public void An_absent_file_is_named_with_its_full_path()
    {
        var path = _files.PathOf("nowhere.csv");

        var error = Assert.Throws<CohortFileException>(() => new MLContext().Data.LoadSurvivalCohort(path));

        Assert.Contains($"no cohort table at '{path}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_text_named_gz_is_refused() =>
        CohortFiles.RefusedFile(_files.Write(CohortFiles.Header, "table.csv.gz"), "named .gz", "not gzip");

    [Fact]
    public void A_zip_archive_is_refused() =>
        CohortFiles.RefusedFile(_files.Write([.. "PK\u0003\u0004more"u8], "table.csv.zip"), "zip archive", "Unpack");

    [Fact]
    public void A_damaged_gzip_file_is_refused()
    {
        var bytes = CohortFiles.Gzip(CohortFiles.Table);
        bytes[bytes.Length / 2] ^= 0xFF;

        CohortFiles.RefusedFile(_files.Write(bytes, "table.csv.gz"), "gzip", "Fetch it again");
    }

    [Fact]
    public void A_gzip_file_cut_short_at_any_place_is_refused()
    {
        var bytes = CohortFiles.Gzip(CohortFiles.Table);

        for (var length = 0; length < bytes.Length; length++) CohortFiles.RefusedFile(_files.Write(bytes[..length], "table.csv.gz"));
        CohortFiles.RefusedFile(
            _files.Write(bytes[..(bytes.Length / 2)], "table.csv.gz"), "gzip file that was cut short", "Fetch it again");
    }
}
