using System.Globalization;
using AdaMHF.MLNet;
using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Benchmark.Tests;

public sealed class PairedTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Features_become_a_bag_of_one_patch_standardised_by_the_training_rows()
    {
        var cohort = Open(Write("paired.csv", fold: true), new() { Name = "a", Paired = "", LogFeatures = true });
        var (ml, fold) = (new MLContext(), cohort.Fold(2));
        var bags = cohort.LoadBags(ml).Fit(fold.TrainSet);
        double[][] train = [.. fold.TrainSet.GetColumn<string>(SurvivalColumns.PatientId).Select(patient => Features(Number(patient)))];
        foreach (var (patient, bag) in fold.TestSet.GetColumn<string>(SurvivalColumns.PatientId)
            .Zip(bags.Transform(fold.TestSet).GetColumn<PatchBag>(SurvivalColumns.Bag)))
        {
            if (Number(patient) == 7)
            {
                Assert.True(bag.IsEmpty);
                continue;
            }
            Assert.Equal((1, 3), (bag.PatchCount, bag.Width));
            for (var feature = 0; feature < 2; feature++)
            {
                double[] logs = [.. train.Select(row => Math.Log(1 + row[feature]))];
                var deviation = Math.Sqrt(logs.Average(value => Math.Pow(value - logs.Average(), 2)));
                var expected = (Math.Log(1 + Features(Number(patient))[feature]) - logs.Average()) / deviation;
                Assert.Equal(expected, bag.ReadAll().Values[feature], 1e-4);
            }
            // The last feature is the same in all.
            Assert.Equal(0, bag.ReadAll().Values[2]);
        }
        var raw = cohort.LoadBags(ml, asTheyStand: true).Fit(fold.TestSet).Transform(fold.TestSet).GetColumn<PatchBag>("Bag").First();
        Assert.Equal(Features(2).Select(value => (float)value), raw.ReadAll().Values);
    }

    [Fact]
    public void Outcome_genes_and_clinical_values_are_those_of_the_table()
    {
        var cohort = Open(Write("paired.csv", fold: true), new() { Name = "a", Paired = "", IgnoredColumns = ["gene_SCORE"] });
        Assert.Equal(["AAA_rnaseq", "BBB_rnaseq", "AAA_cnv"], cohort.Cohort.GeneColumns);
        Assert.Equal(["Genes"], cohort.GroupNames);
        var rows = cohort.Cohort.Data;
        Assert.Equal([false, true, false], rows.GetColumn<bool>(SurvivalColumns.Event).Take(3));
        Assert.Equal([10, 11, 12], rows.GetColumn<float>(SurvivalColumns.Time).Take(3));
        Assert.Equal([50, 51], rows.GetColumn<float>("clin_age").Take(2));
        Assert.Equal([3, 13, 23], rows.GetColumn<float[]>(SurvivalColumns.Genes).ElementAt(3));
        Assert.Null(rows.Schema.GetColumnOrNull("fold"));
    }

    [Fact]
    public void Folds_are_the_column_of_the_table_or_a_file_beside_it()
    {
        var column = Open(Write("paired.csv", fold: true), new() { Name = "a", Paired = "" });
        Assert.All(column.Fold(2).TestSet.GetColumn<string>(SurvivalColumns.PatientId), patient => Assert.Equal(2, Number(patient) % 5));
        Assert.Equal(24, column.Fold(2).TrainSet.GetRowCount());

        Vectors.Write(_folder.Sub("gpdbn"), patients: 20);
        var file = Open(_folder.Sub("gpdbn/patients.csv"), new() { Name = "b", Paired = "", Folds = _folder.Sub("gpdbn/folds.csv") });
        Assert.Equal(["P1", "P6", "P11", "P16"], file.Fold(1).TestSet.GetColumn<string>(SurvivalColumns.PatientId));
        Assert.Equal(["Gene expression", "Copy number"], file.GroupNames);
        Assert.Equal(32, file.SlotsOf("Copy number").Count);

        Assert.Equal(30, Open(Write("plain.csv", fold: false), new() { Name = "c", Paired = "" }).Fold(4).TestSet.GetRowCount()
            + Open(Write("plain.csv", fold: false), new() { Name = "c", Paired = "" }).Fold(4).TrainSet.GetRowCount());
    }

    [Fact]
    public void Networks_and_linear_models_run_on_it_complete_and_with_a_modality_missing()
    {
        var plan = Plans.Tiny("cox", "cox-pathology", "cox-both", "late-fusion", "adamhf") with
        {
            Cohorts = [new() { Name = "paired", Paired = Write("paired.csv", fold: true) }],
            Folds = [2],
            Conditions = ["complete", "genomics-missing", "pathology-missing"],
        };
        var results = ResultFolder.For(_folder.Sub("results"), PlanFile.Checked(plan));
        Assert.Equal(0, new BenchmarkRun(results, Shard.Whole).Run(TestContext.Current.CancellationToken).Failed);
        var units = WorkUnits.Of(plan);
        Assert.Equal(5, units.Count);
        foreach (var unit in units)
        {
            var predictions = results.Read(unit).Predictions.ToLookup(one => one.Condition, one => one.Risk);
            // Patient 7, in this fold, has genes alone.
            if (unit.System != "cox-pathology") Assert.All(predictions["complete"], risk => Assert.True(double.IsFinite(risk)));
            if (unit.System is "cox" or "cox-pathology") continue;
            Assert.Equal(3, predictions.Count);
            Assert.NotEqual(predictions["complete"], predictions["genomics-missing"]);
            Assert.NotEqual(predictions["complete"], predictions["pathology-missing"]);
            Assert.All(predictions["pathology-missing"], risk => Assert.True(double.IsFinite(risk)));
        }
    }

    [Fact]
    public void The_doctor_looks_at_outcome_folds_genes_and_features()
    {
        var cohort = Open(Write("paired.csv", fold: true), new() { Name = "a", Paired = "" });
        var findings = CohortDoctor.Examine(cohort.Files);
        Assert.DoesNotContain(findings, finding => finding.Status == CheckStatus.Fail);
        Assert.Contains(
            findings,
            finding => finding.Check == "pathology features" && finding.Detail.StartsWith("3 features; 1 of 30", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Check == "features that differ" && finding.Status == CheckStatus.Warn);
        Assert.Contains(findings, finding => finding.Check == "held out once" && finding.Status == CheckStatus.Pass);
    }

    [Theory]
    [InlineData("\"table\":\"t.csv\",\"signatures\":\"s.csv\"")]
    [InlineData("\"splits\":\"folder\"")]
    [InlineData("\"bags\":\"folder\"")]
    public void A_paired_cohort_has_no_other_files(string more)
    {
        File.WriteAllText(
            _folder.Sub("plan.json"), $$"""{"systems":["cox"],"cohorts":[{"name":"a","paired":"p.csv",{{more}}}]}""");
        Assert.Throws<PlanException>(() => PlanFile.Read(_folder.Sub("plan.json")));
    }

    private BenchmarkCohort Open(string path, CohortPlan plan)
    {
        plan = plan with { Paired = path };
        return BenchmarkCohort.Open(CohortFiles.Of(plan, _folder.Sub("none"), TestContext.Current.CancellationToken), plan, 5);
    }

    /// <summary>Thirty patients; each has features that grow with its number, patient 7 none.</summary>
    private string Write(string name, bool fold)
    {
        var rows = Enumerable.Range(0, 30).Select(patient =>
            Text($"P{patient},{10 + patient},{patient % 2},{50 + patient},")
            + (patient == 7 ? ",," : string.Join(',', Features(patient).Select(feature => Text($"{feature}"))))
            + Text($",{patient % 9},{10 + patient},{20 + patient},5") + (fold ? Text($",{patient % 5}") : ""));
        const string Header =
            "patient_id,time_months,event,clin_age,path_a,path_b,path_c,gene_rna_AAA,gene_rna_BBB,gene_cnv_AAA,gene_SCORE";
        File.WriteAllLines(_folder.Sub(name), [Header + (fold ? ",fold" : ""), .. rows]);
        return _folder.Sub(name);
    }

    private static double[] Features(int patient) => [1000.0 * patient * patient, (patient * 7) % 11, 5];

    private static int Number(string patient) => int.Parse(patient[1..], CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
