using System.Text.Json;

namespace AdaMHF.Survival.Tests;

/// <summary>The numbers published with MCAT, recomputed from its published predictions.</summary>
[Trait("Category", "Fixtures")]
public class PublishedFoldTests
{
    private const string TrainingTimes = "mcat_train.json";

    public static TheoryData<string> Files() => SurvivalFixture.OfKind("published_folds");

    [Theory]
    [MemberData(nameof(Files))]
    public void Published_concordance_indices_are_reproduced(string file)
    {
        foreach (var cohort in Cohorts(file))
        {
            var indices = new List<double>();
            foreach (var fold in cohort.Value.GetProperty("folds").EnumerateArray())
            {
                var sample = new RiskScoreSample(fold);
                var result = Concordance.Harrell(sample.Time, sample.Event, sample.Risk);
                Close.To(fold.Number("published_c"), result.ConcordanceIndex, $"{cohort.Name} fold", 1e-14);
                Assert.Equal(fold.Count("concordant"), result.Concordant);
                Assert.Equal(fold.Count("discordant"), result.Discordant);
                Assert.Equal(fold.Count("tied_risk"), result.TiedRisk);
                Close.To(fold.Number("std_err"), result.StandardError, $"{cohort.Name} standard error");
                indices.Add(result.ConcordanceIndex);
            }
            var published = cohort.Value.GetProperty("published");
            var mean = indices.Average();
            Close.To(published.Number("c_mean"), mean, $"{cohort.Name} mean", 1e-13);
            var deviation = Math.Sqrt(indices.Average(index => Math.Pow(index - mean, 2)));
            Close.To(published.Number("c_std"), deviation, $"{cohort.Name} deviation", 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Published_pooled_values_are_reproduced(string file)
    {
        foreach (var cohort in Cohorts(file))
        {
            RiskScoreSample[] folds = [.. cohort.Value.GetProperty("folds").EnumerateArray().Select(fold => new RiskScoreSample(fold))];
            double[] time = [.. folds.SelectMany(fold => fold.Time)], risk = [.. folds.SelectMany(fold => fold.Risk)];
            bool[] observed = [.. folds.SelectMany(fold => fold.Event)];
            var published = cohort.Value.GetProperty("published");
            var pooled = Concordance.Harrell(time, observed, risk);
            Close.To(published.Number("c_pooled"), pooled.ConcordanceIndex, $"{cohort.Name} pooled C", 1e-14);

            var split = LogRank.Test(time, observed, MedianSplit.HighRisk(risk));
            Close.To(published.Number("logrank_p"), split.PValue, $"{cohort.Name} p");
            var recomputed = cohort.Value.GetProperty("recomputed").GetProperty("logrank");
            Close.To(recomputed.Number("chisq"), split.ChiSquare, $"{cohort.Name} chi-square");
            Close.To(recomputed.Numbers("expected"), [.. split.Groups.Select(group => group.Expected)], $"{cohort.Name} expected");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Published_integrated_AUCs_are_reproduced(string file)
    {
        var train = SurvivalFixture.Open(TrainingTimes).Root.GetProperty("cohorts");
        foreach (var cohort in Cohorts(file))
        {
            var means = new List<double>();
            foreach (var fold in cohort.Value.GetProperty("folds").EnumerateArray())
            {
                var training = train.GetProperty(cohort.Name).EnumerateArray().Single(item => item.Count("fold") == fold.Count("fold"));
                var censoring = CensoringDistribution.Fit(training.Numbers("time"), training.Flags("event"));
                var sample = new RiskScoreSample(fold);
                // The published evaluation cut the months to whole numbers, but not the evaluation times.
                double[] months = [.. sample.Time.Select(Math.Truncate)];
                var result = DynamicAuc.Compute(
                    months, sample.Event, sample.Risk, fold.Numbers("iauc_times"), censoring, CensoringMoment.AtEvent);
                Close.To(fold.Numbers("auc"), [.. result.Values], $"{cohort.Name} AUC");
                Close.To(fold.Number("iauc"), result.Mean, $"{cohort.Name} I-AUC");
                means.Add(result.Mean);
            }
            var recomputed = cohort.Value.GetProperty("recomputed");
            var isPublished = recomputed.GetProperty("iauc_matches_published").GetBoolean();
            var expected = isPublished ? cohort.Value.GetProperty("published") : recomputed;
            var mean = means.Average();
            Close.To(expected.Number("iauc_mean"), mean, $"{cohort.Name} mean I-AUC");
            var deviation = Math.Sqrt(means.Sum(value => Math.Pow(value - mean, 2)) / (means.Count - 1));
            Close.To(expected.Number("iauc_std"), deviation, $"{cohort.Name} deviation");
        }
    }

    private static JsonElement.ObjectEnumerator Cohorts(string file) =>
        SurvivalFixture.Open(file).Root.GetProperty("cohorts").EnumerateObject();
}
