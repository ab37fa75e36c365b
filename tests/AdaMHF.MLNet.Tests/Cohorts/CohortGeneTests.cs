using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>Genes by symbol, by list, by a second file, and all numbers; patients without a column of their own.</summary>
public sealed class CohortGeneTests : IDisposable
{
    private const string Table =
        "case_id,slide_id,survival_months,censorship,age,TP53,MYC,Note\np1,s1,5,0,60,0.5,-1,a\np2,s2,6,1,70,,2,b\n";

    private static readonly GeneGroups Groups = new(new GeneGroup("One", ["TP53", "KRAS"]), new GeneGroup("Two", ["MYC"]));

    private readonly CohortFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Symbols_are_genes_where_no_column_has_an_ending_and_groups_know_them()
    {
        var cohort = _files.Load(Table, new() { GeneGroups = Groups });

        Assert.Equal(["TP53_rnaseq", "MYC_rnaseq"], cohort.GeneColumns);
        Assert.Equal([["TP53_rnaseq"], ["MYC_rnaseq"]], cohort.GeneGroups.ColumnsIn(cohort.GeneColumns));
        Assert.Equal([[0.5f, -1], [float.NaN, 2]], cohort.Data.GetColumn<float[]>("Genes"));
        Assert.Contains("2 gene columns are named by the symbol alone", cohort.Report.ToString(), StringComparison.Ordinal);
        Assert.Equal(["age", "Note"], cohort.Report.Clinical.Select(column => column.Name));
        // Of groups that name columns by the symbol, the names stay.
        Assert.Equal(["TP53", "MYC"], _files.Load(Table, new() { GeneGroups = Groups.WithSuffixes("") }).GeneColumns);
        // With an ending anywhere, symbols are what they were: clinical columns.
        var marked = _files.Load(Table.Replace("MYC", "MYC_cnv", StringComparison.Ordinal), new() { GeneGroups = Groups });
        Assert.Equal(["MYC_cnv"], marked.GeneColumns);
    }

    [Fact]
    public void Genes_are_listed_or_all_numbers_that_are_not_clinical()
    {
        Assert.Equal(["MYC_rnaseq"], _files.Load(Table, new() { GeneNames = ["MYC", "KRAS"] }).GeneColumns);
        Assert.Contains(
            "none of the 1 genes",
            Assert.Throws<CohortFileException>(() => _files.Load(Table, new() { GeneNames = ["KRAS"] })).Message,
            StringComparison.Ordinal);

        SurvivalCohortOptions all = new() { NumericColumnsAreGenes = true, SymbolSuffix = "_cnv", ClinicalColumnNames = ["age"] };
        var cohort = _files.Load(Table, all);
        Assert.Equal(["TP53_cnv", "MYC_cnv"], cohort.GeneColumns);
        Assert.Equal([60f, 70], cohort.Data.GetColumn<float>("age"));
        Assert.Contains("1 columns are not used: Note", cohort.Report.ToString(), StringComparison.Ordinal);
        Assert.Throws<CohortFileException>(() => _files.Load(Table, all with { ClinicalColumnNames = ["grade"] }));
    }

    [Fact]
    public void Genes_of_a_second_table_are_joined_by_patient()
    {
        var genes = _files.Write(",EGFR,KRAS\np2,1,2\np9,5,6\n", "genes.csv");
        var cohort = _files.Load(Table, new() { GeneFile = genes, IgnoredColumnNames = ["TP53", "MYC"] });

        Assert.Equal(["EGFR_rnaseq", "KRAS_rnaseq"], cohort.GeneColumns);
        Assert.Equal([[float.NaN, float.NaN], [1, 2]], cohort.Data.GetColumn<float[]>("Genes"));
        Assert.Contains("2 genes of 1 patients; 1 rows are of nobody here", cohort.Report.ToString(), StringComparison.Ordinal);
        RefusedGenes(",EGFR\np2,high\n", "patient p2", "EGFR", "'high'");
        RefusedGenes(",EGFR\np2,1\np2,2\n", "two rows");
        RefusedGenes(",EGFR\nP-2,1\n", "none of them");
    }

    [Fact]
    public void An_expression_matrix_has_a_row_per_gene_and_a_column_per_patient()
    {
        // As cBioPortal and Xena export them: other names beside the symbol, patients in any order, some of nobody here.
        var matrix = _files.Write(
            "Hugo_Symbol\tEntrez_Gene_Id\tp2\tp9\tp1\nEGFR\t1956\t1\t5\t7\n\t99\t0\t0\t0\nKRAS\t3845\t2\t6\t\n", "genes.tsv");
        var cohort = _files.Load(Table, new() { GeneFile = matrix, IgnoredColumnNames = ["TP53", "MYC"] });

        Assert.Equal(["EGFR_rnaseq", "KRAS_rnaseq"], cohort.GeneColumns);
        Assert.Equal([[7, float.NaN], [1, 2]], cohort.Data.GetColumn<float[]>("Genes"));
        var report = cohort.Report.ToString();
        Assert.Contains("2 genes of 2 patients; 2 columns are of nobody here. Every row is a gene.", report, StringComparison.Ordinal);
        Assert.Contains("1 rows without a gene", report, StringComparison.Ordinal);
        RefusedGenes("Gene,p1,p2\nEGFR,1,2\nEGFR,3,4\n", "gene EGFR is already in row 2");
        RefusedGenes("Gene,p1,p2\nEGFR,1,high\n", "patient p2", "EGFR", "'high'");
    }

    [Fact]
    public void Clinical_columns_of_a_second_table_are_joined_by_patient()
    {
        var clinic = _files.Write(",case_id,stage,grade\n0,p2,III,2\n1,p9,I,1\n", "clinic.csv");
        var cohort = _files.Load(Table, new() { ClinicalFile = clinic });

        Assert.Equal(["", "III"], cohort.Data.GetColumn<string>("stage"));
        Assert.Equal([float.NaN, 2], cohort.Data.GetColumn<float>("grade"));
        Assert.Contains(cohort.Report.Clinical, column => column is { Name: "stage", Missing: 1, IsNumber: false });
        Assert.Contains("2 clinical columns of 1 patients; 1 rows", cohort.Report.ToString(), StringComparison.Ordinal);
        var named = _files.Load(Table, new() { ClinicalFile = clinic, ClinicalColumnNames = ["age", "stage"] });
        Assert.Equal(["age", "stage"], named.Report.Clinical.Select(column => column.Name));

        Refused(",case_id,age\n0,p2,1\n", "'age'", "Rename");
        Refused("case_id,stage\np2,I\np2,II\n", "two rows");
        var twice = _files.Write("case_id,stage\np2,I\np2,I\n", "twice.csv");
        Assert.Equal(["", "I"], _files.Load(Table, new() { ClinicalFile = twice }).Data.GetColumn<string>("stage"));
        Refused("case_id,stage\nP-2,I\n", "none of them");

        void Refused(string text, params string[] parts)
        {
            var path = _files.Write(text, "other.csv");
            var error = Assert.Throws<CohortFileException>(() => _files.Load(Table, new() { ClinicalFile = path }));
            Assert.All(parts.Append(path), part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Patients_are_in_an_unnamed_first_column_or_rows()
    {
        const string Named = ",survival_months,censorship\np1,5,0\np2,6,1\n";
        var cohort = _files.Load(Named, new() { CaseIdColumnName = "", SlideIdColumnName = null });
        Assert.Equal(["p1", "p2"], cohort.Patients);

        var error = Assert.Throws<CohortFileException>(() => _files.Load(Named, new() { SlideIdColumnName = null }));
        Assert.Contains("'' stands for it", error.Message, StringComparison.Ordinal);
        var rows = _files.Load(Named, new() { RowsArePatients = true, SlideIdColumnName = null });
        Assert.Equal(["1", "2"], rows.Patients);
        Assert.Throws<ArgumentException>(() => _files.Load(Named, new() { RowsArePatients = true }));
    }

    [Theory]
    [InlineData("case_id,slide_id,os_survival_days,os_censorship\n", "panther")]
    [InlineData("PATIENT_ID\tDSS_STATUS\tDSS_MONTHS\n", "cbioportal")]
    [InlineData("sample\tOS\t_PATIENT\tOS.time\n", "xena")]
    [InlineData("cases.submitter_id\tdemographic.vital_status\tdemographic.days_to_death\n", "gdc")]
    public void A_refusal_names_the_layout_that_a_table_has(string table, string layout) =>
        _files.Refused(table, $"--layout {layout}", $"SurvivalLayout.Of(\"{layout}\")");

    [Fact]
    public void Later_exports_of_the_GDC_are_read_and_other_endpoints_are_named()
    {
        const string Later = "cases.submitter_id\tdemographic.vital_status\tdemographic.days_to_death\tdiagnoses.days_to_last_follow_up\t"
            + "treatments.therapy\nP1\tDead\t100\t'--\tA\nP1\tDead\t100\t'--\tB\nP2\tAlive\t'--\t400\tA\n";
        var cohort = _files.Load(Later, SurvivalLayout.Gdc.Options());
        Assert.Equal((2, 1), (cohort.PatientCount, cohort.EventCount));
        var error = Assert.Throws<ArgumentException>(() => SurvivalLayout.Gdc.Options(SurvivalEndpoint.PFI));
        Assert.Contains("they have OS", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SurvivalLayout.Of("nowhere"));
    }

    [Fact]
    public void Missing_words_are_gaps_in_numbers_and_texts_but_not_in_columns_that_stay_text()
    {
        var cohort = _files.Load(
            "case_id,slide_id,survival_months,censorship,age,stage,site\np1,s1,5,0,'--,[Not Available],NA\np2,s2,6,1,70,II,02\n");

        Assert.Equal([float.NaN, 70], cohort.Data.GetColumn<float>("age"));
        Assert.Equal(["", "II"], cohort.Data.GetColumn<string>("stage"));
        Assert.Equal(["NA", "02"], cohort.Data.GetColumn<string>("site"));
        Assert.Equal([1, 1, 0], cohort.Report.Clinical.Select(column => column.Missing));
        var own = _files.Load(
            "case_id,slide_id,survival_months,censorship,age\np1,s1,5,0,-9\n", new() { Table = new() { MissingWords = ["-9"] } });
        Assert.Equal(float.NaN, own.Data.GetColumn<float>("age").Single());
    }

    private void RefusedGenes(string genes, params string[] parts)
    {
        var path = _files.Write(genes, "genes.csv");
        var error = Assert.Throws<CohortFileException>(() => _files.Load(Table, new() { GeneFile = path }));
        Assert.All(parts.Append(path), part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}
