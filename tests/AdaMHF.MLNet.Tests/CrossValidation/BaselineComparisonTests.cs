using AdaMHF.Simulation;
using AdaMHF.Survival;
using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

/// <summary>What a pipeline adds to the clinic, on the same folds.</summary>
public sealed class BaselineComparisonTests : IDisposable
{
    private static readonly string[] Clinic = ["age", "stage", "is_female"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adamhf-baselines-");
    private readonly MLContext _ml = new(seed: 3);
    private readonly SurvivalCohort _cohort;

    public BaselineComparisonTests()
    {
        var files = SimulatedCohort.Create(SmallStudy.Preset(200), worldSeed: 1, cohortSeed: 1, clinic: true).WriteTo(_folder.FullName);
        _cohort = SmallStudy.Load(_ml, files);
    }

    [Fact]
    public void The_difference_is_paired_within_the_folds()
    {
        var genes = _ml.Transforms.GroupGenomics(GeneGroups.OfAllGenes(_cohort.GeneColumns, "All"))
            .Append(_ml.Survival.Trainers.CoxProportionalHazards("All", ridge: 200));
        using var result = _ml.Survival.CrossValidate(_cohort.Data, genes, new SurvivalCrossValidationOptions
        {
            NumberOfFolds = 4,
            Baselines = new Dictionary<string, IEstimator<ITransformer>> { ["clinical Cox"] = _ml.Survival.ClinicalCox(Clinic) },
        });
        var baseline = Assert.Single(result.Baselines);
        Assert.Equal(result.WithinFolds.ConcordanceIndex, baseline.Difference.First.ConcordanceIndex, 1e-12);
        Assert.Equal(baseline.Baseline.WithinFolds.ConcordanceIndex, baseline.Difference.Second.ConcordanceIndex, 1e-12);
        Assert.True(baseline.Baseline.WithinFolds.ConcordanceIndex > 0.52, $"{baseline.Baseline}");
        Assert.Contains("over clinical Cox", result.ToString(), StringComparison.Ordinal);

        // By definition: leave one patient out at a time, each fold's pairs apart.
        var (own, other) = (result.ToDataFrame(), baseline.Baseline.ToDataFrame());
        double[] Numbers(Microsoft.Data.Analysis.DataFrame frame, string name) =>
            [.. frame.Rows.Select(row => Convert.ToDouble(row[frame.Columns.IndexOf(name)], null))];
        double[] time = Numbers(own, "Time"), first = Numbers(own, "Score"), second = Numbers(other, "Score");
        bool[] died = [.. own.Rows.Select(row => (bool)row[own.Columns.IndexOf("Event")])];
        int[] fold = [.. Numbers(own, "Fold").Select(number => (int)number)];
        double Difference(int leftOut)
        {
            int[] kept = [.. Enumerable.Range(0, time.Length).Where(patient => patient != leftOut)];
            double C(double[] risk) => Concordance.HarrellStratified(
                Array.ConvertAll(kept, i => time[i]), Array.ConvertAll(kept, i => died[i]), Array.ConvertAll(kept, i => risk[i]),
                Array.ConvertAll(kept, i => fold[i])).ConcordanceIndex;
            return C(first) - C(second);
        }
        double[] without = [.. Enumerable.Range(0, time.Length).Select(Difference)];
        var mean = without.Average();
        var jackknife = Math.Sqrt(without.Sum(value => (value - mean) * (value - mean)) * (time.Length - 1) / time.Length);
        Assert.Equal(Difference(-1), baseline.Difference.Difference, 1e-12);
        Assert.Equal(jackknife, baseline.Difference.StandardError, jackknife * 0.05);
    }

    [Fact]
    public void Other_folds_are_refused()
    {
        SurvivalCrossValidation Of(SurvivalSplit split) => _ml.Survival.CrossValidate(
            _cohort.Data, _ml.Survival.ClinicalCox(Clinic), new SurvivalCrossValidationOptions { Splits = [split] });
        string[] patients = [.. _cohort.Patients];
        using var first = Of(new SurvivalSplit(patients[..150], patients[150..]));
        using var second = Of(new SurvivalSplit(patients[50..], patients[..50]));
        Assert.Throws<ArgumentException>(() => first.CompareWith(second));
        Assert.Equal(0, first.CompareWith(first).Difference);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
