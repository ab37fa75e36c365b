namespace AdaMHF.MLNet.Tests;

public sealed class GmtFileTests : IDisposable
{
    // The layout of MSigDB: a link as description, tabs, sets of different lengths.
    private const string Hallmarks = "HALLMARK_APOPTOSIS\thttps://example.org/1\tCASP3\tBAX\tBCL2\n"
        + "HALLMARK_HYPOXIA\t\tVEGFA\tBAX\tVEGFA\n\nEMT\tna\tVIM\r\n";

    private readonly CohortFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void A_line_is_a_group_and_its_description_is_not_a_gene()
    {
        var groups = GeneGroups.FromGmt(_files.Write(Hallmarks, "h.gmt"));

        Assert.Equal(["HALLMARK_APOPTOSIS", "HALLMARK_HYPOXIA", "EMT"], groups.Select(group => group.Name));
        Assert.Equal(["CASP3", "BAX", "BCL2"], groups[0].Genes);
        Assert.Equal([["VEGFA", "BAX"], ["VEGFA"]], new[] { groups[1].Genes, groups[1].RepeatedGenes });
        Assert.Equal(["VIM"], groups[2].Genes);
    }

    [Fact]
    public void A_gzip_file_and_a_choice_of_sets_work()
    {
        var path = _files.Write(CohortFiles.Gzip(Hallmarks), "h.gmt.gz");

        Assert.Equal(["EMT", "HALLMARK_APOPTOSIS"], GeneGroups.FromGmt(path, ["EMT", "HALLMARK_APOPTOSIS"]).Select(group => group.Name));
        var error = Assert.Throws<CohortFileException>(() => GeneGroups.FromGmt(path, ["ELSEWHERE"]));
        Assert.Contains("no gene set 'ELSEWHERE'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is an empty file")]
    [InlineData("\n\n", "holds no gene set")]
    [InlineData("ONE\tna\n", "line 1: expected a name, a description and at least one gene")]
    [InlineData("ONE\tna\tA\nTWO,na,B\n", "line 2: expected a name")]
    [InlineData("ONE\tna\tA\nONE\tna\tB\n", "line 2: gene set 'ONE' is already in line 1")]
    public void A_broken_file_is_refused_by_line(string text, string expected)
    {
        var path = _files.Write(text, "broken.gmt");

        var error = Assert.Throws<CohortFileException>(() => GeneGroups.FromGmt(path));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_gzip_file_is_refused()
    {
        var text = string.Concat(Enumerable.Range(0, 500).Select(i => $"SET{i}\tna\tG{i * 7919 % 997}\tH{i * 31 % 211}\n"));
        var whole = CohortFiles.Gzip(text);
        var path = _files.Write(whole[..(whole.Length / 2)], "cut.gmt.gz");

        Assert.Throws<CohortFileException>(() => GeneGroups.FromGmt(path));
        Assert.Throws<CohortFileException>(() => GeneGroups.FromGmt(_files.PathOf("nowhere.gmt")));
    }
}
