using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>
/// Public tables read to the counts of <c>RealCounts/count_tables.py</c>, which shares nothing with the library; it wrote counts.csv.
/// </summary>
[Trait("Category", "RealData")]
public sealed class RealLayoutsTests
{
    private static readonly MLContext ML = new();

    public static TheoryData<string> Names => [.. Counts().Select(line => line[0])];

    [Theory]
    [MemberData(nameof(Names))]
    public void Counts_are_those_of_the_script(string name)
    {
        var expected = Counts().Single(line => line[0] == name);
        var (file, endpoint) = (name.Split(' ')[0], Enum.Parse<SurvivalEndpoint>(name.Split(' ')[1]));
        var (path, options) = file switch
        {
            "pan_KIRC" or "pan_BLCA" => (RealTables.TableOf($"{file}.csv"), SurvivalLayout.Panther.Options(endpoint)),
            "sp_blca" => (RealTables.TableOf("sp_blca.csv"), SurvivalLayout.SurvPath.Options(endpoint)),
            "metabric" => (
                RealTables.TableOf("ds_metabric_IHC4_clinical_train_test.csv"), Tabular("time", "event", SurvivalTimeUnit.Months)),
            "dd" => (RealTables.TableOf("ll_dd.csv"), Tabular("duration", "observed", SurvivalTimeUnit.Years)),
            "cbioportal" => (RealTables.CaseOf("tab-separated-public-tables", "cbioportal_patient.txt"),
                SurvivalLayout.CBioPortal.Options()),
            "xena" => (RealTables.CaseOf("tab-separated-public-tables", "xena.tsv"), SurvivalLayout.Xena.Options()),
            "gdc" => (RealTables.CaseOf("tab-separated-public-tables", "gdc.tsv"), SurvivalLayout.Gdc.Options()),
            _ => (RealTables.CaseOf("time-zero-cohort", "cohort.csv"), SurvivalLayout.Xena.Options()),
        };

        var cohort = ML.Data.LoadSurvivalCohort(path, options with { ZeroTimes = ZeroTimes.LeaveOut });

        var report = cohort.Report;
        int[] found = [report.Rows, report.Patients, report.Events, report.Slides, report.LeftOut.Count];
        Assert.Equal(expected.Skip(1).Select(number => int.Parse(number, CultureInfo.InvariantCulture)), found);
        Assert.All(report.LeftOut, patient => Assert.Contains("'", patient.Reason, StringComparison.Ordinal));
        Assert.Equal(report.Patients, cohort.Data.GetRowCount());
    }

    [Fact]
    public void Times_of_public_tables_are_months()
    {
        var xena = ML.Data.LoadSurvivalCohort(RealTables.CaseOf("tab-separated-public-tables", "xena.tsv"), SurvivalLayout.Xena.Options());
        Assert.Equal(12.65, xena.Data.GetColumn<float>("Time").First(), 2);
        var portal = ML.Data.LoadSurvivalCohort(
            RealTables.CaseOf("tab-separated-public-tables", "cbioportal_patient.txt"),
            SurvivalLayout.CBioPortal.Options() with { ZeroTimes = ZeroTimes.HalfUnit });
        Assert.Equal((4, 2, 1), (portal.PatientCount, portal.EventCount, portal.Report.LeftOut.Count));
        var gdc = ML.Data.LoadSurvivalCohort(RealTables.CaseOf("tab-separated-public-tables", "gdc.tsv"), SurvivalLayout.Gdc.Options());
        Assert.Equal([100 / 30.4375f, 400 / 30.4375f], gdc.Data.GetColumn<float>("Time"));
    }

    [Fact]
    public void Other_endpoints_and_columns_of_slides_are_no_clinical_columns()
    {
        var cohort = ML.Data.LoadSurvivalCohort(RealTables.TableOf("pan_BLCA.csv"), SurvivalLayout.Panther.Options(SurvivalEndpoint.DSS));

        string[] clinical = [.. cohort.Report.Clinical.Select(column => column.Name)];
        Assert.DoesNotContain(clinical, name => name.Contains("censorship", StringComparison.Ordinal)
            || name.Contains("survival_days", StringComparison.Ordinal) || name is "mpp" or "vital_status" or "disc_label");
        Assert.Contains("age_at_initial_pathologic_diagnosis", clinical);
        Assert.Contains("mpp differs between the rows of 3 patients", cohort.Report.ToString(), StringComparison.Ordinal);
        Assert.Empty(cohort.Report.Warnings);
        var stage = cohort.Report.Clinical.Single(column => column.Name == "ajcc_pathologic_tumor_stage");
        Assert.False(stage.IsNumber);
        Assert.True(stage.Missing > 0);
    }

    [Theory]
    [InlineData("ll_recur.csv", "ID", "TIME0", "TIME1", "CENSOR")]
    [InlineData("ll_stanford_heart.csv", "id", "start", "stop", "event")]
    public void Rows_of_intervals_are_refused_with_a_pointer(string file, string patient, string entry, string time, string @event)
    {
        var options = Tabular(time, @event, SurvivalTimeUnit.Days) with
        {
            RowsArePatients = false,
            CaseIdColumnName = patient,
            EntryColumnName = entry,
        };
        var error = Assert.Throws<CohortFileException>(() => ML.Data.LoadSurvivalCohort(RealTables.TableOf(file), options));
        Assert.Contains("(start, stop]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cases_of_faults_are_read_or_refused_as_noted()
    {
        var differ = RealTables.CaseOf("rows-differ-all-or-nothing", "cohort.csv");
        SurvivalCohortOptions[] readings = [new(), new() { TakeFirstWhereRowsDiffer = true }, SurvivalLayout.Mcat.Options()];
        foreach (var options in readings)
        {
            var error = Assert.Throws<CohortFileException>(() => ML.Data.LoadSurvivalCohort(differ, options));
            Assert.Contains("patient P2", error.Message, StringComparison.Ordinal);
        }
        var latin1 = RealTables.CaseOf("latin1-merges-patients", "cohort.csv");
        var refused = Assert.Throws<CohortFileException>(() => ML.Data.LoadSurvivalCohort(latin1));
        Assert.All(["row 2", "0xFC"], part => Assert.Contains(part, refused.Message, StringComparison.Ordinal));
        Assert.Equal(3, ML.Data.LoadSurvivalCohort(latin1, new() { Table = new() { Encoding = "iso-8859-1" } }).PatientCount);

        var truncated = ML.Data.LoadSurvivalCohort(
            RealTables.CaseOf("left-truncation", "cohort.csv"), new() { EntryColumnName = "entry_months" });
        Assert.Equal([0f, 2, 5, 1], truncated.Data.GetColumn<float>("EntryMonths").Take(4));

        var genes = RealTables.CaseOf("genes-without-endings", "rna_clean.csv");
        var data = ML.Data.LoadGeneTable(genes, new() { NumericColumnsAreGenes = true });
        Assert.Equal(["P-01", "P-02"], data.GetColumn<string>("PatientId"));
        Assert.Equal([[0.5f, 6.1f, -9.9658f], [-1.2f, 3.1f, 2f]], data.GetColumn<float[]>("Genes"));
        Assert.Equal(["TP53", "EGFR", "KRAS"], SlotNames.Of(data.Schema["Genes"]));
    }

    [Fact]
    public void Groups_and_splits_have_their_counts()
    {
        Assert.Equal(50, GeneGroups.FromGmt(RealTables.TableOf("gs_h.all.v7.0.symbols.gmt")).Count);
        Assert.Equal(50, GeneGroups.FromCsv(RealTables.TableOf("spsig_hallmarks.csv")).Count);
        var split = SurvivalSplit.FromCsv(RealTables.TableOf("spsplit_blca.csv"));
        Assert.Equal((289, 70), (split.Train.Count, split.Validation.Count));
        // Counted by awk: cells of each column that are not empty.
        var slides = SurvivalSplit.FromCsv(RealTables.TableOf("hipt_split0.csv"));
        Assert.Equal((753, 89, 89), (slides.Train.Count, slides.Validation.Count, slides.Test.Count));
    }

    [Fact]
    public void The_clinical_table_of_SurvPath_joins_its_patients()
    {
        var options = SurvivalLayout.SurvPath.Options() with { ClinicalFile = RealTables.TableOf("spclin_blca.csv") };
        var cohort = ML.Data.LoadSurvivalCohort(RealTables.TableOf("sp_blca.csv"), options);

        // Counted by awk over both files: patients of the cohort with a row, and how many of them have each stage.
        string[] stages = [.. cohort.Data.GetColumn<string>("stage")];
        Assert.Equal([109, 169, 51, 25], new[] { "II", "III", "IV", "" }.Select(stage => stages.Count(one => one == stage)));
        const string Joined = "3 clinical columns of 359 patients; 54 rows are of nobody here";
        Assert.Contains(Joined, cohort.Report.ToString(), StringComparison.Ordinal);
    }

    private static SurvivalCohortOptions Tabular(string time, string @event, SurvivalTimeUnit unit) => new()
    {
        RowsArePatients = true,
        SlideIdColumnName = null,
        TimeColumnName = time,
        EventColumnName = @event,
        TimeUnit = unit,
    };

    private static IEnumerable<string[]> Counts() => File
        .ReadLines(Path.Combine(AppContext.BaseDirectory, "Cohorts", "RealCounts", "counts.csv")).Skip(1).Select(line => line.Split(','));
}
