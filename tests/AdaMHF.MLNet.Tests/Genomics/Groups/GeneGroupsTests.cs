using System.Text;

namespace AdaMHF.MLNet.Tests;

public sealed class GeneGroupsTests : IDisposable
{
    private readonly CohortFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void A_column_of_the_file_is_a_group_and_repeated_genes_count_once()
    {
        const string Csv = "Suppressors,Oncogenes\nTP53,MYC\nAPC,\nTP53,KRAS\n";
        var path = _files.Write([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Csv)], "signatures.csv");

        var groups = GeneGroups.FromCsv(path);

        Assert.Equal(["Suppressors", "Oncogenes"], groups.Select(group => group.Name));
        Assert.Equal(["TP53", "APC"], groups[0].Genes);
        Assert.Equal(["MYC", "KRAS"], groups[1].Genes);
    }

    [Fact]
    public void Columns_are_the_sorted_intersection_and_may_belong_to_several_groups()
    {
        var groups = new GeneGroups(
            new GeneGroup("One", ["b", "B", "A2", "A"]),
            new GeneGroup("Two", ["A", "absent"]),
            new GeneGroup("None", ["absent"]));

        var columns = groups.ColumnsIn(["b_cnv", "A_rnaseq", "A2_mut", "A_cnv", "B_mut", "C_mut", "A", "A_other"]);

        // Ordinal order: digits before '_', upper case before lower case.
        Assert.Equal([["A2_mut", "A_cnv", "A_rnaseq", "B_mut", "b_cnv"], ["A_cnv", "A_rnaseq"], []], columns);
    }

    [Theory]
    [InlineData("One,One\nA,B\n", "'One' twice")]
    [InlineData(",One\nA,B\n", "column 1 has no name")]
    [InlineData("One,Two\nA,\n", "group 'Two' has no gene")]
    [InlineData("One,Two\nA\n", "row 2: 1 cells under a header of 2")]
    [InlineData("", "is an empty file")]
    public void A_broken_file_is_refused_by_name(string csv, string expected)
    {
        var path = _files.Write(csv, "signatures.csv");

        var error = Assert.Throws<CohortFileException>(() => GeneGroups.FromCsv(path));

        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_absent_file_is_refused_by_name()
    {
        var error = Assert.Throws<CohortFileException>(() => GeneGroups.FromCsv(_files.PathOf("nowhere.csv")));

        Assert.Contains("no gene group file at", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_made_in_code_need_distinct_names_and_genes()
    {
        Assert.Throws<ArgumentException>(() => new GeneGroups(new GeneGroup("One", ["A"]), new GeneGroup("One", ["B"])));
        Assert.Throws<ArgumentException>(() => new GeneGroup("One", []));
        Assert.Throws<ArgumentException>(() => new GeneGroup("One", ["A", " "]));
        Assert.Throws<ArgumentException>(() => new GeneGroup(" ", ["A"]));
    }
}
