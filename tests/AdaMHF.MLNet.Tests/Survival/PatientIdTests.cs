using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>One rule for identifiers, and no patient counts twice anywhere.</summary>
public class PatientIdTests
{
    private readonly MLContext _ml = new(seed: 3);
    private readonly TabularCohort _cohort = new(120, seed: 4);
    private readonly List<string> _warnings = [];

    public PatientIdTests() => _ml.Log += (_, log) => _warnings.Add(log.RawMessage);

    private IDataView Doubled => _ml.Data.LoadFromEnumerable(
        _cohort.Rows.SelectMany(row => new[] { row, row.With(second => second.PatientId = $" {row.PatientId}\u00A0") }));

    private IEstimator<ITransformer> Cox => TabularCohort.Features(_ml).Append(_ml.Survival.Trainers.CoxProportionalHazards());

    [Fact]
    public void A_random_split_keeps_the_rows_of_a_patient_together()
    {
        var parts = _ml.Survival.TrainTestSplit(Doubled, 0.25);
        var (train, test) = (Ids(parts.TrainSet), Ids(parts.TestSet));
        Assert.Empty(train.Intersect(test));
        Assert.Equal((180, 60), (train.Length, test.Length));
        // The patients are those of the split of one row each.
        Assert.Equal(Ids(_ml.Survival.TrainTestSplit(_cohort.Data(_ml), 0.25).TestSet), test.Distinct());

        var differing = _cohort.Rows.Append(_cohort.Rows[3].With(row => row.Time += 1));
        var error = Assert.Throws<SurvivalDataException>(() => _ml.Survival.TrainTestSplit(_ml.Data.LoadFromEnumerable(differing)));
        Assert.Contains("Patient P3 has different outcomes in the rows 4 and 121", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_evaluation_and_statistics_refuse_a_patient_with_two_rows()
    {
        var data = TabularCohort.Features(_ml).Fit(Doubled).Transform(Doubled);
        Action[] uses =
        [
            () => _ml.Survival.Trainers.CoxProportionalHazards().Fit(data),
            () => _ml.Survival.Trainers.DiscreteHazard().Fit(data),
            () => _ml.Survival.Trainers.AdaMhf(Network).Fit(data),
            () => _ml.Survival.CrossValidate(Doubled, Cox),
            () => _ml.Survival.Evaluate(data, scoreColumnName: "Age"),
            () => _ml.Survival.KaplanMeier(data),
            () => _ml.Survival.KaplanMeierByMedianRisk(data, "Age"),
            () => _ml.Survival.LogRank(data, "Site"),
            () => _ml.Survival.LogRankByMedianRisk(data, "Age"),
            () => _ml.Survival.Compare(data, "Age", "Marker"),
            () => _ml.Data.WithMartingaleResiduals(data),
        ];
        foreach (var use in uses)
        {
            var error = Assert.Throws<SurvivalDataException>(use);
            Assert.StartsWith("120 of 120 patients have more than one row: P0 in the rows 1, 2; P1 in the rows 3, 4;", error.Message);
        }
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("P\n7", "a line break (U+000A)")]
    [InlineData("P\u00007", "a control character")]
    public void Rows_that_identify_nobody_are_refused(string id, string problem)
    {
        var rows = _ml.Data.LoadFromEnumerable(_cohort.Rows.Select((row, i) => i == 7 ? row.With(bad => bad.PatientId = id) : row));
        var data = TabularCohort.Features(_ml).Fit(rows).Transform(rows);
        Action[] uses =
        [
            () => _ml.Survival.Trainers.CoxProportionalHazards().Fit(data),
            () => _ml.Survival.Trainers.AdaMhf(Network).Fit(data),
            () => _ml.Survival.Evaluate(data, scoreColumnName: "Age"),
            () => _ml.Survival.TrainTestSplit(data),
            () => _ml.Survival.CrossValidate(rows, Cox),
        ];
        foreach (var use in uses)
        {
            var message = Assert.Throws<SurvivalDataException>(use).Message;
            Assert.StartsWith("Row 8: '", message, StringComparison.Ordinal);
            Assert.Contains(problem, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_identifiers_every_row_is_a_patient()
    {
        var rows = _ml.Data.LoadFromEnumerable(_cohort.Rows.Select(row => row.With(anonymous => anonymous.PatientId = "")));
        using var result = _ml.Survival.CrossValidate(rows, Cox);
        Assert.Equal(120, result.WithinFolds.Subjects);
        Assert.Equal(120, Ids(_ml.Survival.TrainTestSplit(rows).TrainSet).Length + Ids(_ml.Survival.TrainTestSplit(rows).TestSet).Length);
    }

    [Fact]
    public void Near_collisions_are_warned_about_with_both_spellings()
    {
        var rows = _ml.Data.LoadFromEnumerable(_cohort.Rows.Select((row, i) => i switch
        {
            7 => row.With(other => other.PatientId = "p3"),
            8 => row.With(other => other.PatientId = "P\u200B4"),
            _ => row,
        }));
        Cox.Fit(rows);
        var warning = Assert.Single(_warnings, message => message.Contains("differ in case", StringComparison.Ordinal));
        Assert.StartsWith("2 pair(s) of patients", warning, StringComparison.Ordinal);
        Assert.Contains("'P3' and 'p3'; 'P4' and 'P<U+200B>4'", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Spellings_of_one_patient_are_one_in_a_cohort_and_near_ones_are_warned_about()
    {
        using var files = new CohortFiles();
        const string Header = "case_id,slide_id,survival_months,censorship,TP53_mut\n";
        var path = files.Write(Header + "P1,a.svs,12,0,1\nP1 ,b.svs,12,0,1\n\u00A0P1,c.svs\u00A0,12,0,1\np1,d.svs,9,1,0\nP2,D.svs,9,1,0\n");
        var cohort = _ml.Data.LoadSurvivalCohort(path);
        Assert.Equal(["P1", "p1", "P2"], cohort.Patients);
        Assert.Equal(["a.svs", "b.svs", "c.svs"], cohort.Data.GetColumn<string[]>("SlideIds").First());
        Assert.Contains(_warnings, message => message.Contains("of patients") && message.Contains("'P1' and 'p1'"));
        Assert.Contains(_warnings, message => message.Contains("of slides") && message.Contains("'d.svs' and 'D.svs'"));

        files.Refused(Header + "\"P1\nP2\",a.svs,12,0,1\n", "row 2", "case_id holds a line break (U+000A)");
        files.Refused(Header + "P1,\"a\u0001.svs\",12,0,1\n", "slide_id holds a control character (U+0001)");
    }

    [Fact]
    public void A_bag_file_of_two_patients_is_refused()
    {
        var folder = Directory.CreateTempSubdirectory("adamhf-ids-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "x.h5"), "any");
            Assert.Contains("of slide 'x.svs' of patient P1 and of slide 'x' of patient P2", Refusal(new("P1", "x.svs"), new("P2", "x")));
            Assert.Contains("of slide 'x' of patient P1 and of slide 'x' of patient P2", Refusal(new("P1", "x"), new("P2", "x")));
            Assert.Contains("of slide 'x' of patient P1 and of slide 'x.svs' of patient P1", Refusal(new SlideRow("P1", "x", "x.svs")));
            Assert.Contains("of slide 'x' of patient P1 and of slide 'x ' of patient P1", Refusal(new SlideRow("P1", "x", "x ")));

            // Where each has a file of its own, both are right.
            File.WriteAllText(Path.Combine(folder.FullName, "y.svs.h5"), "any");
            File.WriteAllText(Path.Combine(folder.FullName, "y.tif.h5"), "any");
            Fit(new("P1", "y.svs"), new("P2", "y.tif"), new("P3", "z"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        string Refusal(params SlideRow[] rows) => Assert.Throws<AdaMHF.PatchBags.PatchBagException>(() => Fit(rows)).Message;
        void Fit(params SlideRow[] rows) => _ml.Transforms.LoadWsiBags("Bag", "SlideIds", folder.FullName, AbsentBagFile.TreatAsMissing)
            .Fit(_ml.Data.LoadFromEnumerable(rows));
    }

    private static AdaMhfTrainer.Options Network => new()
    {
        Network = SmallStudy.TinyNetwork,
        BagColumnName = null,
        GenomicColumnNames = ["Features"],
        Epochs = 1,
    };

    private static string[] Ids(IDataView data) => [.. data.GetColumn<string>("PatientId").Select(id => id.Trim())];

    private sealed record SlideRow(string PatientId, params string[] SlideIds);
}
