using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

[Collection(nameof(SmallStudy))]
public class SurvivalCatalogTests(SmallStudy study)
{
    [Fact]
    public void Evaluation_counts_the_pairs_that_a_double_loop_finds()
    {
        var random = new Random(5);
        var rows = Enumerable.Range(0, 60).Select(_ => new Row(random.Next(1, 12), random.Next(2) == 0, random.Next(5) / 4f)).ToArray();
        var (concordant, tied, pairs) = (0, 0, 0);
        foreach (var first in rows.Where(row => row.Event))
        {
            foreach (var second in rows.Where(row => row.Time > first.Time || (row.Time == first.Time && !row.Event)))
            {
                pairs++;
                if (first.Score > second.Score) concordant++;
                else if (first.Score == second.Score) tied++;
            }
        }

        var metrics = study.ML.Survival.Evaluate(study.ML.Data.LoadFromEnumerable(rows));
        Assert.Equal(pairs, metrics.ComparablePairs);
        Assert.Equal((60, rows.Count(row => row.Event)), (metrics.Patients, metrics.Events));
        Assert.Equal((concordant + (0.5 * tied)) / pairs, metrics.ConcordanceIndex, 1e-12);
        Assert.InRange(metrics.ConcordanceIndex, metrics.LowerBound, metrics.UpperBound);
    }

    [Fact]
    public void Without_a_death_the_concordance_is_NaN_with_a_reason()
    {
        var metrics = study.ML.Survival.Evaluate(study.ML.Data.LoadFromEnumerable([new Row(1, false, 0), new Row(2, false, 1)]));
        Assert.True(double.IsNaN(metrics.ConcordanceIndex));
        Assert.NotNull(metrics.UndefinedReason);
        Assert.Contains(metrics.UndefinedReason, metrics.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_score_column_is_evaluated_and_an_absent_one_named()
    {
        var data = study.ML.Data.LoadFromEnumerable([new Row(1, true, 0) { Other = 3 }, new Row(2, true, 1) { Other = 2 }]);
        Assert.Equal(0, study.ML.Survival.Evaluate(data).ConcordanceIndex);
        Assert.Equal(1, study.ML.Survival.Evaluate(data, scoreColumnName: "Other").ConcordanceIndex);
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => study.ML.Survival.Evaluate(data, scoreColumnName: "Risk"));
        Assert.Contains("score column 'Risk'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_random_split_divides_the_patients_and_keeps_the_share_of_deaths()
    {
        var split = study.ML.Survival.TrainTestSplit(study.Cohort.Data, testFraction: 0.25);
        var (train, test) = (Ids(split.TrainSet), Ids(split.TestSet));
        Assert.Equal(study.Cohort.Patients.Order(), train.Concat(test).Order());
        Assert.Equal(12, test.Length);
        var deaths = split.TestSet.GetColumn<bool>("Event").Count(died => died);
        Assert.InRange(deaths, (0.25 * study.Cohort.EventCount) - 1, (0.25 * study.Cohort.EventCount) + 1);

        Assert.Equal(test, Ids(study.ML.Survival.TrainTestSplit(study.Cohort.Data, 0.25).TestSet));
        Assert.NotEqual(test, Ids(study.ML.Survival.TrainTestSplit(study.Cohort.Data, 0.25, seed: 99).TestSet));
    }

    [Fact]
    public void Emptied_columns_are_missing_and_the_others_untouched()
    {
        var emptied = study.ML.Survival.WithMissing(study.Cohort.Data, "SlideIds", "Genes");
        Assert.All(emptied.GetColumn<string[]>("SlideIds"), slides => Assert.Empty(slides));
        Assert.All(emptied.GetColumn<float[]>("Genes"), genes => Assert.All(genes, gene => Assert.True(float.IsNaN(gene))));
        Assert.Equal(study.Cohort.Data.GetColumn<float>("Time"), emptied.GetColumn<float>("Time"));
        var error = Assert.Throws<ArgumentException>(() => study.ML.Survival.WithMissing(study.Cohort.Data, "Event"));
        Assert.Contains("type Boolean", error.Message, StringComparison.Ordinal);
    }

    private static string[] Ids(IDataView data) => [.. data.GetColumn<string>("PatientId")];

    private sealed record Row(float Time, bool Event, float Score)
    {
        public double Other { get; init; }
    }
}
