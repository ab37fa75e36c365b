using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>Encodings, delimiters, comments and quotes of tables, read as cohorts.</summary>
public sealed class TableTextTests : IDisposable
{
    private const string Table = "case_id,slide_id,survival_months,censorship,age\nMüller-01,s1,10,0,60.5\nMöller-01,s2,20,1,NA\n";

    private static readonly Encoding Latin1 = Encoding.GetEncoding("iso-8859-1");

    private readonly CohortFiles _files = new();
    private readonly MLContext _ml = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void A_byte_order_mark_says_the_encoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var cohort = Load([.. encoding.GetPreamble(), .. encoding.GetBytes(Table)]);

        Assert.Equal(["Müller-01", "Möller-01"], cohort.Patients);
        Assert.Equal(name, cohort.Report.Encoding, ignoreCase: true);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused_with_their_place_and_the_remedy()
    {
        CohortFiles.RefusedFile(_files.Write(Latin1.GetBytes(Table), "latin1.csv"), "row 2", "0xFC", "number 50", "TableOptions.Encoding");
        // Beyond one block of the reader, and within a character that two blocks share.
        for (var padding = 4090; padding < 4100; padding++)
        {
            var text = Table + $"{new string('x', padding)}é,s3,5,0,1\n";
            Assert.Equal(3, Load(Encoding.UTF8.GetBytes(text)).PatientCount);
            var oneWrong = Latin1.GetBytes(text.Replace('ü', 'u').Replace('ö', 'o'));
            CohortFiles.RefusedFile(_files.Write(oneWrong, "later.csv"), "row 4", "0xE9");
        }
        CohortFiles.RefusedFile(_files.Write([.. Encoding.UTF8.GetBytes(Table), 0xC3], "end.csv"), "row 4", "0xC3");
        CohortFiles.RefusedFile(_files.Write(Encoding.Unicode.GetBytes(Table), "utf16.csv"), "0x00", "utf-16");
    }

    [Fact]
    public void A_given_encoding_is_followed_and_bytes_that_it_lacks_are_refused()
    {
        var path = _files.Write(Latin1.GetBytes(Table), "latin1.csv");

        foreach (var name in new[] { "windows-1252", "iso-8859-1", "latin1" })
            Assert.Equal(["Müller-01", "Möller-01"], Load(path, new() { Encoding = name }).Patients);
        var error = Assert.Throws<CohortFileException>(() => Load(path, new() { Encoding = "utf-8" }));
        Assert.Contains("FC", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Load(path, new() { Encoding = "klingon" }));
    }

    [Theory]
    [InlineData(',')]
    [InlineData('\t')]
    [InlineData(';')]
    public void The_delimiter_is_found_and_said(char delimiter)
    {
        var text = Table.Replace(',', delimiter);
        var cohort = _files.Load(text);

        Assert.Equal((2, delimiter), (cohort.PatientCount, cohort.Report.Delimiter));
        Assert.Equal(delimiter != ',', cohort.Report.ToString().Contains("separated by", StringComparison.Ordinal));
    }

    [Fact]
    public void A_delimiter_within_names_and_quotes_does_not_mislead()
    {
        var cohort = _files.Load("case_id,slide_id,\"survival_months\",censorship,a;b;c;d;e;f,\"x,y,z\"\np1,s1,10,0,\"1;2\",3\n");
        Assert.Equal(["a;b;c;d;e;f", "x,y,z"], cohort.Report.Clinical.Select(column => column.Name));
        Assert.Equal(',', cohort.Report.Delimiter);

        var given = _files.Load(Table.Replace(',', '|'), new() { Table = new() { Delimiter = '|' } });
        Assert.Equal(2, given.PatientCount);
        _files.Refused(Table.Replace(',', '|'), "give the delimiter");
    }

    [Fact]
    public void Decimal_commas_are_read_where_they_are_given_and_named_where_not()
    {
        const string Text = "case_id;slide_id;survival_months;censorship\np1;s1;10,5;0\n";
        var cohort = _files.Load(Text, new() { Table = new() { DecimalComma = true } });

        Assert.Equal([10.5f], cohort.Data.GetColumn<float>("Time"));
        _files.Refused(Text, "'10,5'", "DecimalComma");
    }

    [Fact]
    public void Comments_above_the_header_are_skipped_and_rows_keep_their_numbers()
    {
        var cohort = _files.Load("#Patient,Slide\n\n#1,1\n" + Table);
        Assert.Equal(2, cohort.PatientCount);
        Assert.Contains("3 lines above the header", cohort.Report.ToString(), StringComparison.Ordinal);
        _files.Refused("#a\n" + Table.Replace("20", "-20", StringComparison.Ordinal), "row 4");

        // A header of row numbers is no comment.
        Assert.Equal(1, _files.Load("#,case_id,slide_id,survival_months,censorship\n1,p1,s1,5,1\n").PatientCount);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n,,,,\n,,,,\n")]
    [InlineData(",,,,")]
    public void Empty_rows_are_skipped(string end)
    {
        var cohort = _files.Load(Table + end);
        Assert.Equal((2, 2), (cohort.PatientCount, cohort.Report.Rows));
    }

    [Theory]
    [InlineData("p1,\"s1,5,0,1\np2,s2\",5,0,1\n", "rows 2 to 3")]
    [InlineData("p1,s1,5,0,\"a\np2,s2,5,0,b\np3,s3,6,1,c\"\n", "rows 2 to 4")]
    [InlineData("\"p1,s1,5,0,a\np2,s2,5,0,b\np3\",s3,6,1,c\n", "rows 2 to 4")]
    public void Two_stray_quotes_do_not_swallow_the_rows_between(string rows, string expected) =>
        _files.Refused("case_id,slide_id,survival_months,censorship,note\n" + rows, expected, "stray quotes");

    [Fact]
    public void Quotes_within_cells_and_notes_of_several_lines_are_text()
    {
        var cohort = _files.Load(
            "case_id,slide_id,survival_months,censorship,note\np1,s1,5,0,5\" wide\np2,s2,5,1,\"Smoker, 20 packs\nand \"\"more\"\"\"\n");
        Assert.Equal(["5\" wide", "Smoker, 20 packs\nand \"more\""], cohort.Data.GetColumn<string>("note"));
    }

    [Fact]
    public void Gzip_of_several_members_is_one_text()
    {
        byte[] members = [.. CohortFiles.Gzip(Table), .. CohortFiles.Gzip("p3,s3,30,0,1\n"), .. CohortFiles.Gzip("p4,s4,30,0,1\n")];
        Assert.Equal(4, Load(members).PatientCount);
        for (var length = CohortFiles.Gzip(Table).Length + 1; length < members.Length; length++)
        {
            if (length == members.Length - CohortFiles.Gzip("p4,s4,30,0,1\n").Length) continue;
            CohortFiles.RefusedFile(_files.Write(members[..length], "cut.csv.gz"), "cut short");
        }
    }

    [Fact]
    public void A_flipped_bit_in_a_gzip_file_is_noticed()
    {
        var rows = string.Concat(Enumerable.Range(0, 50).Select(i => $"p{i},s{i},{i + 1},0,1\n"));
        var whole = CohortFiles.Gzip(CohortFiles.Header + rows);
        var random = new Random(3);
        for (var trial = 0; trial < 200; trial++)
        {
            byte[] damaged = [.. whole];
            damaged[random.Next(10, whole.Length)] ^= (byte)(1 << random.Next(8));
            // By the check sum, or before that because the bytes are no text.
            CohortFiles.RefusedFile(_files.Write(damaged, "damaged.csv.gz"));
        }
    }

    [Fact]
    public void Other_files_are_named_for_what_they_are()
    {
        CohortFiles.RefusedFile(_files.Write([.. "PK\u0003\u0004more"u8], "table.xlsx"), "Excel workbook");
        byte[] pointer = [.. "version https://git-lfs.github.com/spec/v1\noid"u8];
        CohortFiles.RefusedFile(_files.Write(pointer, "table.csv"), "Git LFS", "git lfs pull");
    }

    [Fact]
    public void The_work_grows_with_the_columns_and_not_with_their_square()
    {
        // Counted in bytes that are allocated, because times are no measure on a busy machine.
        var (few, many) = (Allocated(20_000), Allocated(80_000));
        Assert.InRange((double)many / few, 2, 6);

        long Allocated(int columns)
        {
            var names = string.Concat(Enumerable.Range(0, columns).Select(i => $",G{i}_rnaseq"));
            var path = _files.Write(
                $"case_id,slide_id,survival_months,censorship{names}\np1,s1,5,0{string.Concat(Enumerable.Repeat(",0.25", columns))}\n");
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Equal(columns, _ml.Data.LoadSurvivalCohort(path).GeneColumns.Count);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private SurvivalCohort Load(byte[] content) => Load(_files.Write(content, "table.csv"), new());

    private SurvivalCohort Load(string path, TableOptions options) => _ml.Data.LoadSurvivalCohort(path, new() { Table = options });
}
