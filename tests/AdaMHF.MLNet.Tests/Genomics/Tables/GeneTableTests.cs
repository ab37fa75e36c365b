using System.IO.Compression;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

public sealed class GeneTableTests : IDisposable
{
    private readonly CohortFiles _files = new();
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Gene_columns_become_one_vector_wherever_they_stand_and_gaps_stay_gaps()
    {
        const string Table = "TP53_mut,case_id,age,MYC_cnv,MYC_rnaseq,site,censorship\n1,p1,63,,0.25,02,0\n0,\"p, 2\",,-2,-1e3,2,1\n";
        var data = _ml.Data.LoadGeneTable(_files.Write(Table));

        Assert.Equal(["case_id", "age", "site", "censorship", "Genes"], data.Schema.Select(column => column.Name));
        Assert.Equal(["TP53_mut", "MYC_cnv", "MYC_rnaseq"], SlotNames(data));
        Assert.Equal([[1, float.NaN, 0.25f], [0, -2, -1000]], data.GetColumn<float[]>("Genes"));
        Assert.Equal([63, float.NaN], data.GetColumn<float>("age"));
        Assert.Equal([["p1", "p, 2"], ["02", "2"]], new[] { data.GetColumn<string>("case_id"), data.GetColumn<string>("site") });
    }

    [Fact]
    public void A_data_frame_gives_the_same_and_its_nulls_stay_missing()
    {
        var frame = new DataFrame(
            new StringDataFrameColumn("case_id", ["p1", "p2"]),
            new Int32DataFrameColumn("TP53_mut", [1, 0]),
            new DoubleDataFrameColumn("MYC_rnaseq", [0.25, null]),
            new SingleDataFrameColumn("MYC_cnv", new float?[] { null, -2 }),
            new BooleanDataFrameColumn("dead", [true, false]),
            new Int32DataFrameColumn("site", [7, 8]));
        var data = _ml.Data.LoadGeneFrame(frame);

        Assert.Equal(["TP53_mut", "MYC_rnaseq", "MYC_cnv"], SlotNames(data));
        Assert.Equal([[1, 0.25f, float.NaN], [0, float.NaN, -2]], data.GetColumn<float[]>("Genes"));
        Assert.Equal([true, false], data.GetColumn<bool>("dead"));
        Assert.Equal(["7", "8"], data.GetColumn<string>("site"));
    }

    /// <summary>A frame's own operators give the generic class, its readers the other.</summary>
    [Fact]
    public void Truth_values_of_either_class_of_column_stay_truth_values()
    {
        var data = _ml.Data.LoadGeneFrame(new DataFrame(
            new Int32DataFrameColumn("TP53_mut", [1, 0]),
            new PrimitiveDataFrameColumn<bool>("dead", [true, false]),
            new BooleanDataFrameColumn("treated", [false, true])));

        Assert.Equal(BooleanDataViewType.Instance, data.Schema["dead"].Type);
        Assert.Equal([true, false], data.GetColumn<bool>("dead"));
        Assert.Equal([false, true], data.GetColumn<bool>("treated"));
    }

    [Theory]
    [InlineData("case_id,age\np1,3\n", "no column that ends in _mut, _cnv, _rnaseq")]
    [InlineData("case_id,TP53_mut\np1,yes\n", "row 2: column TP53_mut is 'yes'")]
    [InlineData("case_id,Genes,TP53_mut\np1,3,1\n", "has a column 'Genes'")]
    public void A_table_that_cannot_be_read_is_refused(string text, string expected)
    {
        var error = Assert.Throws<CohortFileException>(() => _ml.Data.LoadGeneTable(_files.Write(text)));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compressed_tables_are_referred_to_the_cohort_reader()
    {
        var path = _files.Write(CohortFiles.Gzip("a_mut\n1\n"), "table.csv.gz");
        var error = Assert.Throws<CohortFileException>(() => _ml.Data.LoadGeneTable(path));
        Assert.Contains("LoadSurvivalCohort", error.Message, StringComparison.Ordinal);
    }

    [Theory, Trait("Category", "RealData")]
    [InlineData("luad_sig", false)]
    [InlineData("ucec", true)]
    public void All_ways_in_give_the_same_genes_and_never_an_outcome(string table, bool withFrame)
    {
        // Published code made the censoring of luad_sig a feature. A data frame takes seconds to read that table, so it reads the smaller
        // one.
        var source = RealTables.PathOf($"tcga_{table}.csv.gz");
        var cohort = _ml.Data.LoadSurvivalCohort(source);
        var loader = _ml.Data.LoadGeneTable(_files.Write(Unpacked(source), $"{table}.csv"));
        var frame = withFrame ? _ml.Data.LoadGeneFrame(DataFrame.LoadCsv(_files.PathOf($"{table}.csv"), guessRows: 20_000)) : loader;

        Assert.Equal(cohort.GeneColumns, SlotNames(loader));
        Assert.Equal(cohort.GeneColumns, SlotNames(frame));
        Assert.All(
            cohort.GeneColumns,
            column => Assert.Contains(GeneGroups.DefaultSuffixes, suffix => column.EndsWith(suffix, StringComparison.Ordinal)));
        Assert.DoesNotContain(cohort.GeneColumns, column => column is "censorship" or "survival_months" or "train");

        // Rows of the file are slides; the first of each patient is the cohort's row.
        string[] patients = [.. loader.GetColumn<string>("case_id")];
        int[] first = [.. cohort.Patients.Select(patient => Array.IndexOf(patients, patient))];
        var (byLoader, byFrame) = (loader.GetColumn<float[]>("Genes").ToArray(), frame.GetColumn<float[]>("Genes").ToArray());
        foreach (var (row, genes) in first.Zip(cohort.Data.GetColumn<float[]>("Genes")))
        {
            if (withFrame) Assert.Equal(genes, byFrame[row]);
            // The text loader rounds some decimals to the neighbouring Single.
            Assert.All(genes.Zip(byLoader[row]), pair => Assert.Equal(pair.First, pair.Second, 2e-7f * Math.Max(1, Math.Abs(pair.First))));
        }
    }

    [Fact]
    public void A_group_cannot_make_an_outcome_a_feature()
    {
        // Columns without suffix, and a group that includes the censoring.
        var definition = SchemaDefinition.Create(typeof(Row));
        string[] names = ["TP53", "censorship"];
        definition["Genes"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 2);
        definition["Genes"].AddAnnotation(
            "SlotNames",
            new VBuffer<ReadOnlyMemory<char>>(2, [.. names.Select(name => name.AsMemory())]),
            new VectorDataViewType(TextDataViewType.Instance, 2));
        var data = _ml.Data.LoadFromEnumerable([new Row([1, 0]), new Row([0, 1])], definition);
        var groups = new GeneGroups(new GeneGroup("All", names)).WithSuffixes("");

        var error = Assert.Throws<InvalidOperationException>(() => _ml.Transforms.GroupGenomics(groups).Fit(data));

        Assert.Contains("'censorship' a feature", error.Message, StringComparison.Ordinal);
    }

    private static string Unpacked(string gzip)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(gzip), CompressionMode.Decompress));
        return text.ReadToEnd();
    }

    private static string[] SlotNames(IDataView data)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        data.Schema["Genes"].GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    private sealed record Row(float[] Genes);
}
