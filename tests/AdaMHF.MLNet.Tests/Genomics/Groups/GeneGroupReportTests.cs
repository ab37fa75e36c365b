namespace AdaMHF.MLNet.Tests;

public class GeneGroupReportTests
{
    private static readonly GeneGroups Groups = new(
        new GeneGroup("One", ["TP53", "MYC", "TP53", "GONE"]),
        new GeneGroup("Two", ["MYC", "APC"]),
        new GeneGroup("Empty", ["GONE", "AWAY"]));

    private static readonly GeneGroupReport Report = Groups.Report(
        ["TP53_mut", "TP53_rnaseq", "MYC_cnv", "APC_mut", "KRAS_mut", "APC_mut", "age", "censorship"]);

    [Fact]
    public void It_names_what_is_missing_repeated_empty_and_shared()
    {
        Assert.Equal(["AWAY", "GONE"], Report.GenesNotFound);
        Assert.Equal(["Empty"], Report.EmptyGroups);
        Assert.Equal(["APC_mut"], Report.RepeatedColumns);
        Assert.Equal(["KRAS_mut"], Report.UngroupedColumns);
        Assert.Equal(4, Report.GroupedColumns);
        Assert.Equal(
            [("One", "Two", "MYC"), ("One", "Empty", "GONE")],
            Report.Overlaps.Select(pair => (pair.First, pair.Second, pair.Genes.Single())));
        var one = Report.Groups[0];
        Assert.Equal([["TP53", "MYC"], ["GONE"], ["TP53"]], new[] { one.GenesFound, one.GenesNotFound, one.RepeatedGenes });
        Assert.Equal(["TP53_mut", "TP53_rnaseq"], one.ColumnsOf("TP53"));
        Assert.Equal(["MYC", "GONE"], one.SharedGenes);
    }

    [Fact]
    public void The_data_frames_say_the_same()
    {
        var frame = Report.ToDataFrame();
        Assert.Equal(
            ["Group", "Genes", "GenesFound", "GenesNotFound", "RepeatedGenes", "SharedGenes", "Columns"],
            frame.Columns.Select(column => column.Name));
        Assert.Equal(["One", 3, 2, 1, 1, 2, 3], frame.Rows[0]);
        Assert.Equal(["Two", 2, 2, 0, 0, 1, 2], frame.Rows[1]);
        Assert.Equal(["Empty", 2, 0, 2, 0, 1, 0], frame.Rows[2]);

        var genes = Report.GenesToDataFrame();
        Assert.Equal(7, genes.Rows.Count);
        Assert.Equal(["One", "TP53", 2, true, false], genes.Rows[0]);
        Assert.Equal(["Empty", "GONE", 0, false, true], genes.Rows[5]);
    }

    [Fact]
    public void Own_suffixes_decide_what_is_found()
    {
        var columns = new[] { "TP53.expr", "MYC", "APC_mut" };
        Assert.Equal([["TP53.expr"], [], []], Groups.WithSuffixes(".expr").ColumnsIn(columns));
        Assert.Equal([["MYC"], ["MYC"], []], Groups.WithSuffixes("").ColumnsIn(columns));
        Assert.Throws<ArgumentException>(() => Groups.WithSuffixes());
        Assert.Throws<ArgumentException>(() => Groups.WithSuffixes("_a", "_a"));
    }

    [Fact]
    public void Groups_with_own_suffixes_keep_them_when_a_cohort_is_read()
    {
        using var files = new CohortFiles();
        var text = "case_id,slide_id,survival_months,censorship,TP53_meth,MYC_cnv\np1,s1,3,0,0.5,1\n";
        var groups = new GeneGroups(new GeneGroup("One", ["TP53", "MYC"])).WithSuffixes("_meth");
        var cohort = files.Load(text, new() { GeneGroups = groups });

        Assert.Equal(["TP53_meth", "MYC_cnv"], cohort.GeneColumns);
        Assert.Equal([["TP53_meth"]], cohort.GeneGroups.ColumnsIn(cohort.GeneColumns));
    }

    [Fact]
    public void A_group_of_all_genes_has_every_gene_column_and_no_other()
    {
        string[] columns = ["age", "TP53_mut", "censorship", "survival_months", "MYC_cnv", "TP53_rnaseq", "train"];
        var all = GeneGroups.OfAllGenes(columns);
        Assert.Equal(["TP53", "MYC"], all[0].Genes);
        Assert.Equal([["MYC_cnv", "TP53_mut", "TP53_rnaseq"]], all.ColumnsIn(columns));
    }

    [Theory, Trait("Category", "RealData")]
    [InlineData("blca", 1713, 468)]
    [InlineData("ucec", 294, 1117)]
    public void Real_tables_have_as_many_columns_in_no_group_as_the_rest(string table, int grouped, int ungrouped)
    {
        using var file = CsvTable.Open(RealTables.PathOf($"tcga_{table}.csv.gz"), "table");
        var report = GeneGroups.FromCsv(RealTables.PathOf("signatures.csv")).Report(file.Columns);

        // 2,181 and 1,411 gene columns less those in a group; 9 genes repeated and 288 shared, as the README of the tables counts.
        Assert.Equal((grouped, ungrouped), (report.GroupedColumns, report.UngroupedColumns.Count));
        Assert.Equal(9, report.Groups.Sum(group => group.RepeatedGenes.Count));
        Assert.Equal(288, report.Groups.SelectMany(group => group.SharedGenes).Distinct().Count());
    }
}
