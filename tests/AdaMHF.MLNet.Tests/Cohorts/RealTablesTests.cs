using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>The five real cohorts give the figures that the README beside them lists, which another program computed.</summary>
[Trait("Category", "RealData")]
public class RealTablesTests
{
    private static readonly ConcurrentDictionary<string, SurvivalCohort> Loaded = [];

    [Theory]
    [InlineData("blca", 373, 437, 169, 0.49f, 163.17f, 371, 256, 1554)]
    [InlineData("brca", 956, 1022, 130, 0.03f, 282.69f, 21, 1333, 1558)]
    [InlineData("gbmlgg", 569, 1011, 187, 0.03f, 211.01f, 16, 30, 1544)]
    [InlineData("luad", 453, 515, 158, 0.13f, 238.11f, 864, 517, 1555)]
    [InlineData("ucec", 480, 538, 75, 0.07f, 225.33f, 1406, 5, 0)]
    public void Patients_slides_events_times_and_genes_are_as_counted(
        string table, int patients, int slides, int events, float shortest, float longest, int mutations, int copyNumbers, int expressions)
    {
        var cohort = Load(table);
        float[] time = [.. cohort.Data.GetColumn<float>("Time")];

        Assert.Equal((patients, slides, events), (cohort.PatientCount, cohort.SlideCount, cohort.EventCount));
        Assert.Equal(slides, cohort.Data.GetColumn<string[]>("SlideIds").Sum(ids => ids.Length));
        Assert.Equal(events, cohort.Data.GetColumn<bool>("Event").Count(died => died));
        Assert.Equal((shortest, longest), (time.Min(), time.Max()));
        Assert.Equal(
            [mutations, copyNumbers, expressions],
            GeneGroups.DefaultSuffixes.Select(suffix => cohort.GeneColumns.Count(name => name.EndsWith(suffix, StringComparison.Ordinal))));
        Assert.Equal(
            ["PatientId", "SlideIds", "Time", "Event", "age", "site", "is_female", "oncotree_code", "Genes"],
            cohort.Data.Schema.Select(column => column.Name));
        Assert.Equal(TextDataViewType.Instance, cohort.Data.Schema["site"].Type);
        Assert.Equal(NumberDataViewType.Single, cohort.Data.Schema["is_female"].Type);
    }

    [Theory]
    [InlineData("blca", 1713, 102, 336, 518, 434, 199, 444)]
    [InlineData("brca", 1762, 93, 330, 529, 460, 223, 450)]
    [InlineData("gbmlgg", 1573, 87, 310, 496, 413, 138, 427)]
    [InlineData("luad", 1756, 94, 334, 531, 471, 218, 440)]
    [InlineData("ucec", 294, 20, 63, 78, 28, 150, 9)]
    [InlineData("blca_sig", 3062, 94, 334, 521, 468, 1496, 479)]
    [InlineData("luad_sig", 3096, 89, 334, 534, 471, 1510, 482)]
    [InlineData("ucec_sig", 123, 3, 24, 21, 22, 65, 15)]
    public void Group_sizes_are_as_counted(string table, int inAnyGroup, params int[] sizes)
    {
        var cohort = Load(table);

        var columns = cohort.GeneGroups.ColumnsIn(cohort.GeneColumns);

        Assert.Equal(sizes, columns.Select(group => group.Count));
        Assert.Equal(inAnyGroup, columns.SelectMany(group => group).Distinct().Count());
    }

    [Theory]
    [InlineData("blca", 74, 75, 33, 34)]
    [InlineData("brca", 191, 192, 26, 26)]
    [InlineData("gbmlgg", 113, 114, 37, 38)]
    [InlineData("luad", 90, 91, 31, 32)]
    [InlineData("ucec", 96, 96, 15, 15)]
    public void The_official_folds_partition_the_patients(string table, int smallest, int largest, int fewestEvents, int mostEvents)
    {
        var cohort = Load(table);
        var heldOut = new List<string>();
        for (var fold = 0; fold < 5; fold++)
        {
            var parts = cohort.Split(SurvivalSplit.FromCsv(RealTables.PathOf("splits", "5foldcv", $"tcga_{table}", $"splits_{fold}.csv")));
            string[] test = [.. parts.TestSet.GetColumn<string>("PatientId")];

            Assert.InRange(test.Length, smallest, largest);
            Assert.InRange(parts.TestSet.GetColumn<bool>("Event").Count(died => died), fewestEvents, mostEvents);
            Assert.Equal(cohort.PatientCount - test.Length, parts.TrainSet.GetRowCount());
            Assert.Empty(parts.Unassigned);
            heldOut.AddRange(test);
        }

        Assert.Equal(cohort.Patients.Order(StringComparer.Ordinal), heldOut.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_known_patient_has_the_outcome_of_the_public_record()
    {
        var (blca, brca) = (Load("blca"), Load("brca"));

        // TCGA-2F-A9KO: deceased, 24.11 months; TCGA-3C-AALI: living, 131.57 months, two slides.
        Assert.Equal(("TCGA-2F-A9KO", 24.11f, true), First(blca));
        Assert.Equal(("TCGA-3C-AALI", 131.57f, false), First(brca));
        Assert.Equal(2, brca.Data.GetColumn<string[]>("SlideIds").First().Length);

        static (string, float, bool) First(SurvivalCohort cohort) =>
            (cohort.Patients[0], cohort.Data.GetColumn<float>("Time").First(), cohort.Data.GetColumn<bool>("Event").First());
    }

    [Theory]
    [InlineData("luad", 10)]
    [InlineData("ucec", 2)]
    [InlineData("brca", 0)]
    public void Missing_ages_are_the_known_ones_and_no_gene_is_missing(string table, int missing)
    {
        var cohort = Load(table);

        Assert.Equal(missing, cohort.Data.GetColumn<float>("age").Count(float.IsNaN));
        Assert.DoesNotContain(cohort.Data.GetColumn<float[]>("Genes"), genes => genes.Any(float.IsNaN));
    }

    [Fact]
    public void Every_gene_value_is_the_one_in_the_file()
    {
        // These tables quote nothing, so that splitting at commas is a second reader.
        using var text = new StreamReader(new GZipStream(File.OpenRead(RealTables.PathOf("tcga_brca.csv.gz")), CompressionMode.Decompress));
        var header = text.ReadLine()!.Split(',');
        int[] positions = [.. Enumerable.Range(0, header.Length).Where(i => GeneGroups.DefaultSuffixes.Any(header[i].EndsWith))];
        var expected = new Dictionary<string, float[]>();
        while (text.ReadLine()?.Split(',') is { } cells)
            expected[cells[1]] = [.. positions.Select(position => float.Parse(cells[position], CultureInfo.InvariantCulture))];

        var cohort = Load("brca");

        Assert.Equal(cohort.GeneColumns, positions.Select(position => header[position]));
        foreach (var (patient, genes) in cohort.Patients.Zip(cohort.Data.GetColumn<float[]>("Genes")))
            Assert.Equal(expected[patient], genes);
    }

    private static SurvivalCohort Load(string table) => Loaded.GetOrAdd(table, _ => new MLContext().Data.LoadSurvivalCohort(
        RealTables.PathOf($"tcga_{table}.csv.gz"), new() { GeneGroups = GeneGroups.FromCsv(RealTables.PathOf("signatures.csv")) }));
}
