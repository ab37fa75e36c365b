using System.Globalization;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

public sealed class LoadSurvivalCohortTests : IDisposable
{
    private readonly CohortFiles _files = new();
    private readonly MLContext _ml = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Rows_of_one_patient_become_one_in_order_of_first_appearance()
    {
        var cohort = _files.Load();

        Assert.Equal(["p1", "p2", "p3"], cohort.Patients);
        Assert.Equal(["p1", "p2", "p3"], cohort.Data.GetColumn<string>("PatientId"));
        Assert.Equal([["p1-a.svs", "p1-b.svs"], ["p2-a.svs"], []], cohort.Data.GetColumn<string[]>("SlideIds"));
        Assert.Equal((3, 3, 2), (cohort.PatientCount, cohort.SlideCount, cohort.EventCount));
        Assert.Equal(3, cohort.Data.GetRowCount());
        Assert.Equal(_files.PathOf("table.csv"), cohort.Source);
    }

    [Fact]
    public void Rows_that_lack_the_same_values_agree()
    {
        var cohort = _files.Load("case_id,slide_id,survival_months,censorship,age,TP53_mut\np1,s1,1,0,,\np1,s2,1,0,NA,NA\n");

        Assert.Equal((1, 2), (cohort.PatientCount, cohort.SlideCount));
        Assert.Equal([[float.NaN]], cohort.Data.GetColumn<float[]>("Genes"));
    }

    [Fact]
    public void Paired_features_become_a_vector_and_genes_get_the_endings_of_the_library()
    {
        File.WriteAllText(
            _files.PathOf("paired.csv"),
            "patient_id,time_months,event,path_b,gene_rna_TP53,gene_01,path_a,cna_01,gene_mut_TP53,clin_age,MYC_cnv\n"
            + "p1,12,1,1,2,3,4,5,6,70,7\np2,3,0,,1,1,,1,1,NA,1\n");
        var cohort = _ml.Data.LoadSurvivalCohort(_files.PathOf("paired.csv"), SurvivalCohortOptions.Paired);

        Assert.Equal(["TP53_rnaseq", "gene_01_rnaseq", "cna_01_cnv", "TP53_mut", "MYC_cnv"], cohort.GeneColumns);
        Assert.Equal([2, 3, 5, 6, 7], cohort.Data.GetColumn<float[]>("Genes").First());
        Assert.Equal([[1, 4], [float.NaN, float.NaN]], cohort.Data.GetColumn<float[]>("Pathology"));
        Assert.Equal([true, false], cohort.Data.GetColumn<bool>("Event"));
        Assert.Equal([70, float.NaN], cohort.Data.GetColumn<float>("clin_age"));
    }

    [Fact]
    public void Two_columns_of_one_gene_are_refused_and_beginnings_stand_for_known_endings()
    {
        File.WriteAllText(_files.PathOf("twice.csv"), "patient_id,time_months,event,gene_rna_TP53,TP53_rnaseq\np1,12,1,1,2\n");
        var wrong = Assert.Throws<CohortFileException>(
            () => _ml.Data.LoadSurvivalCohort(_files.PathOf("twice.csv"), SurvivalCohortOptions.Paired));
        Assert.Contains("TP53_rnaseq", wrong.Message, StringComparison.Ordinal);
        var options = SurvivalCohortOptions.Paired with { GenePrefixes = new Dictionary<string, string> { ["g_"] = "_protein" } };
        Assert.Throws<ArgumentException>(() => _ml.Data.LoadSurvivalCohort(_files.PathOf("twice.csv"), options));
    }

    [Fact]
    public void Time_is_months_and_event_is_the_opposite_of_censorship()
    {
        var data = _files.Load().Data;

        Assert.Equal([24.5f, 3.25f, 0.5f], data.GetColumn<float>("Time"));
        Assert.Equal([true, false, true], data.GetColumn<bool>("Event"));
    }

    [Fact]
    public void An_event_column_is_taken_as_it_is()
    {
        var table = CohortFiles.Table.Replace("censorship", "died", StringComparison.Ordinal);

        var data = _files.Load(table, new() { EventColumnName = "died" }).Data;

        Assert.Equal([false, true, false], data.GetColumn<bool>("Event"));
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("0.0", true)]
    [InlineData("false", true)]
    [InlineData("1", false)]
    [InlineData("1.0", false)]
    [InlineData("True", false)]
    public void Censorship_may_be_written_as_integer_decimal_or_word(string cell, bool died)
    {
        var data = _files.Load($"case_id,slide_id,survival_months,censorship\np1,s1,1,{cell}\n").Data;

        Assert.Equal([died], data.GetColumn<bool>("Event"));
    }

    [Fact]
    public void Genes_are_one_vector_with_slot_names_and_missing_values_stay_missing()
    {
        var cohort = _files.Load();
        var column = cohort.Data.Schema["Genes"];
        var slots = default(VBuffer<ReadOnlyMemory<char>>);
        column.GetSlotNames(ref slots);

        Assert.Equal(["TP53_mut", "MYC_cnv", "MYC_rnaseq"], cohort.GeneColumns);
        Assert.Equal(cohort.GeneColumns, slots.DenseValues().Select(name => name.ToString()));
        Assert.Equal(3, ((VectorDataViewType)column.Type).Size);
        Assert.Equal(
            [[1f, -2f, 0.25f], [float.NaN, float.NaN, float.NaN], [0f, 1f, float.NaN]],
            cohort.Data.GetColumn<float[]>("Genes"));
    }

    [Fact]
    public void Clinical_columns_keep_their_names_and_are_numbers_where_every_cell_is_one()
    {
        var data = _files.Load().Data;

        Assert.Equal(
            ["PatientId", "SlideIds", "Time", "Event", "age", "site", "oncotree_code", "Genes"],
            data.Schema.Select(column => column.Name));
        Assert.Equal([63f, 71.5f, float.NaN], data.GetColumn<float>("age"));
        Assert.Equal(["02", "05", "2"], data.GetColumn<string>("site"));
        Assert.Equal(["LUAD", "LUAD", "LUSC"], data.GetColumn<string>("oncotree_code"));
    }

    [Fact]
    public void Gzip_and_plain_text_give_the_same_whatever_the_file_is_called()
    {
        string[] paths =
        [
            _files.Write(CohortFiles.Table),
            _files.Write(CohortFiles.Gzip(CohortFiles.Table), "table.csv.gz"),
            _files.Write(CohortFiles.Gzip(CohortFiles.Table), "zipped-without-saying-so.csv"),
            _files.Write([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(CohortFiles.Table)], "with-byte-order-mark.csv"),
            _files.Write(CohortFiles.Table.ReplaceLineEndings("\r\n") + "\r\n\r\n", "windows.csv"),
        ];

        var contents = paths.Select(path => Saved(_ml.Data.LoadSurvivalCohort(path).Data)).ToArray();

        Assert.All(contents, content => Assert.Equal(contents[0], content));
    }

    [Fact]
    public void Numbers_do_not_depend_on_the_language_of_the_machine()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            // A decimal comma, as in German, made by hand because the build leaves cultures out.
            var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            culture.NumberFormat.NumberDecimalSeparator = ",";
            culture.NumberFormat.NumberGroupSeparator = ".";
            CultureInfo.CurrentCulture = culture;
            Assert.Equal([24.5f, 3.25f, 0.5f], _files.Load().Data.GetColumn<float>("Time"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Own_column_names_and_gene_endings_are_followed()
    {
        const string Table = "id,wsi,months,dead,TP53.m,TP53_mut,drop\np1,s1,2,1,0.5,7,x\n";

        var cohort = _files.Load(Table, new()
        {
            CaseIdColumnName = "id",
            SlideIdColumnName = "wsi",
            TimeColumnName = "months",
            EventColumnName = "dead",
            GeneSuffixes = [".m"],
            GeneGroups = new(new GeneGroup("Suppressors", ["TP53"])),
            IgnoredColumnNames = ["drop"],
        });

        Assert.Equal(["TP53.m"], cohort.GeneColumns);
        Assert.Equal([["TP53.m"]], cohort.GeneGroups.ColumnsIn(cohort.GeneColumns));
        Assert.Equal(["PatientId", "SlideIds", "Time", "Event", "TP53_mut", "Genes"], cohort.Data.Schema.Select(column => column.Name));
    }

    [Fact]
    public void A_table_without_slides_and_genes_is_a_cohort_too()
    {
        var cohort = _files.Load("case_id,survival_months,censorship\np1,2,1\n", new() { SlideIdColumnName = null });

        Assert.Equal(0, cohort.SlideCount);
        Assert.Empty(cohort.GeneColumns);
        Assert.Null(cohort.Data.Schema.GetColumnOrNull("Genes"));
        Assert.Equal([[]], cohort.Data.GetColumn<string[]>("SlideIds"));
    }

    [Fact]
    public void The_first_row_counts_where_rows_differ_and_the_options_allow_it()
    {
        var table = CohortFiles.Table.Replace("24.50,0.0,LUAD,1.0,1,-2.0", "24.50,0.0,LUSC,1.0,0,2", StringComparison.Ordinal);

        var cohort = _files.Load(table, new() { TakeFirstWhereRowsDiffer = true });

        Assert.Equal(Saved(_files.Load().Data), Saved(cohort.Data));
    }

    [Fact]
    public void Two_meanings_for_the_outcome_are_refused()
    {
        var options = new SurvivalCohortOptions { CensorshipColumnName = "censorship", EventColumnName = "died" };

        var error = Assert.Throws<ArgumentException>(() => _files.Load(options: options));

        Assert.Contains("both set", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_is_closed_afterwards()
    {
        var path = _files.Write(CohortFiles.Gzip(CohortFiles.Table), "table.csv.gz");
        _ml.Data.LoadSurvivalCohort(path);

        using var sole = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.True(sole.Length > 0);
    }

    private byte[] Saved(IDataView data)
    {
        using var bytes = new MemoryStream();
        _ml.Data.SaveAsText(data, bytes, schema: true);
        return bytes.ToArray();
    }
}
