using System.Globalization;
using AdaMHF.Testing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

public class ShrinkageFactorTests
{
    private const int Training = 40;

    private static readonly GeneGroups One = new(new GeneGroup("One", [.. Enumerable.Range(1, 9).Select(i => $"A{i}"), "B1", "B2"]));
    private static readonly GenomicGroupingOptions Shrinking = new() { ShrinkageFactor = 0.3 };

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void New_patients_get_the_values_of_R_and_mutations_stay()
    {
        var (genes, values) = Read("genes.csv");
        var (_, expected) = Read("shrunk.csv");
        var model = _ml.Transforms.GroupGenomics(One, Shrinking).Fit(GenePatients.Values(_ml, genes, values[..Training]));
        var rows = Rows(model, GenePatients.Values(_ml, genes, values));
        // Groups sort their columns by suffix; R has the expression first.
        string[] order = [.. model.GroupColumns[0]];
        for (var row = 0; row < rows.Length; row++)
        {
            for (var gene = 0; gene < genes.Length; gene++)
                Assert.Equal(expected[row][Array.IndexOf(genes, order[gene])], rows[row][gene], 2e-5);
        }
    }

    [Fact]
    public void It_brings_columns_closer_to_the_factor_that_made_them()
    {
        // One factor in 10 of 60 columns, 200 training patients and 200 new ones.
        var random = new Random(5);
        var factor = new double[400];
        float[][] patients = [.. Enumerable.Range(0, 400).Select(patient =>
        {
            factor[patient] = GenePatients.Normal(random);
            return Enumerable.Range(0, 60)
                .Select(gene => (float)((gene < 10 ? factor[patient] : 0) + GenePatients.Normal(random))).ToArray();
        })];
        string[] genes = GenePatients.Names(60);
        double Correlation(double shrinkageFactor)
        {
            var options = new GenomicGroupingOptions { ShrinkageFactor = shrinkageFactor };
            var model = _ml.Transforms.GroupGenomics(GenePatients.Groups(60), options)
                .Fit(GenePatients.Values(_ml, genes, patients[..200]));
            var rows = Rows(model, GenePatients.Values(_ml, genes, patients[200..]));
            return Enumerable.Range(0, 10)
                .Average(gene => Statistics.Correlation([.. rows.Select(row => (double)row[gene])], factor[200..]));
        }
        var (plain, shrunk, shared) = (Correlation(1), Correlation(0.3), Correlation(0));
        // A column of variance 2 has a correlation of 0.71 with its factor, the mean of ten columns 0.95.
        Assert.InRange(plain, 0.65, 0.75);
        Assert.True(plain + 0.1 < shrunk && shrunk < shared, $"{plain} {shrunk} {shared}");
        Assert.InRange(shared, 0.9, 0.96);
    }

    [Fact]
    public void Columns_without_anything_in_common_stay_as_they_are()
    {
        var data = GenePatients.View(_ml, GenePatients.Names(20), GenePatients.Simulate(3, 300, 20));
        var groups = GenePatients.Groups(20);
        var shrunk = _ml.Transforms.GroupGenomics(groups, new GenomicGroupingOptions { ShrinkageFactor = 0 }).Fit(data);
        Assert.Equal(Rows(_ml.Transforms.GroupGenomics(groups).Fit(data), data), Rows(shrunk, data));
    }

    [Fact]
    public void A_patient_without_genomics_stays_missing_and_the_zip_keeps_the_components()
    {
        var (genes, values) = Read("genes.csv");
        var data = GenePatients.Values(_ml, genes, [.. values, [.. genes.Select(_ => float.NaN)]]);
        var model = _ml.Transforms.GroupGenomics(One, Shrinking).Fit(data);
        Assert.All(Rows(model, data)[^1], value => Assert.True(float.IsNaN(value)));

        using var zip = new MemoryStream();
        _ml.Model.Save(model, data.Schema, zip);
        zip.Position = 0;
        Assert.Equal(Rows(model, data), Rows(new MLContext().Model.Load(zip, out _), data));
    }

    [Fact]
    public void Only_columns_with_the_named_suffixes_are_shrunk()
    {
        var (genes, values) = Read("genes.csv");
        var data = GenePatients.Values(_ml, genes, values);
        float[][] With(params string[] suffixes) =>
            Rows(_ml.Transforms.GroupGenomics(One, Shrinking with { ExpressionSuffixes = suffixes }).Fit(data), data);
        var plain = Rows(_ml.Transforms.GroupGenomics(One).Fit(data), data);
        Assert.Equal(plain, With());
        Assert.NotEqual(plain, With("_rnaseq"));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_factor_outside_0_to_1_is_refused(double factor)
    {
        var options = new GenomicGroupingOptions { ShrinkageFactor = factor };
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Transforms.GroupGenomics(One, options));
        Assert.Contains("ShrinkageFactor", error.Message, StringComparison.Ordinal);
    }

    private static (string[] Names, float[][] Rows) Read(string file)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Genomics", "Grouping", "ShrinkageFactor", file));
        string[] names = lines[0].Replace("\"", "", StringComparison.Ordinal).Split(',');
        return (names, Array.ConvertAll(lines[1..], Numbers));

        static float[] Numbers(string line) =>
            Array.ConvertAll(line.Split(','), value => float.Parse(value, CultureInfo.InvariantCulture));
    }

    private static float[][] Rows(ITransformer model, IDataView data)
    {
        var group = model is GenomicGroupingTransformer grouping ? grouping.GroupNames[0] : "One";
        return [.. model.Transform(data).GetColumn<float[]>(group)];
    }
}
