using System.Text.Json;

namespace AdaMHF.Survival.Tests;

/// <summary>Against survdiff() and coxph() of R survival, and qcut() of pandas.</summary>
[Trait("Category", "Fixtures")]
public class RiskScoreModelTests
{
    public static TheoryData<string> Files() => SurvivalFixture.OfKind("risk_score");

    [Theory]
    [MemberData(nameof(Files))]
    public void Log_rank_tests_agree_with_R(string file)
    {
        var fixture = SurvivalFixture.Open(file);
        var sample = new RiskScoreSample(fixture.Input);
        var times = TiedTimes.Merge(sample.Time);
        foreach (var item in fixture.Expected.GetProperty("logrank").EnumerateObject())
        {
            var result = item.Name switch
            {
                "group2" or "groupk" => LogRank.Test(times, sample.Event, sample.Labels(item.Name)),
                "group2_rho1" => LogRank.Test(times, sample.Event, sample.Labels("group2"), LogRankWeighting.FlemingHarrington(1)),
                "group2_stratified" or "groupk_stratified" => LogRank.TestStratified(
                    times, sample.Event, sample.Labels(item.Name.Split('_')[0]), sample.Labels("stratum")),
                _ => throw new InvalidOperationException($"Unknown log-rank test '{item.Name}'."),
            };
            Equal(item.Value, result, item.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Cox_regressions_agree_with_R(string file)
    {
        var fixture = SurvivalFixture.Open(file);
        var sample = new RiskScoreSample(fixture.Input);
        var times = TiedTimes.Merge(sample.Time);
        var column = new double[times.Length, 1];
        for (var i = 0; i < times.Length; i++) column[i, 0] = sample.Risk[i];
        var eta = Standardized(sample.Risk);

        foreach (var ties in Enum.GetValues<CoxTies>())
        {
            var expected = fixture.Expected.GetProperty("cox").GetProperty(ties == CoxTies.Efron ? "efron" : "breslow");
            var model = CoxRegression.Fit(times, sample.Event, column, new CoxOptions { Ties = ties });
            Assert.True(model.Converged);
            Close.To(expected.Number("coef"), model.Coefficients[0], "coefficient", 1e-6);
            Close.To(expected.Number("se"), model.StandardErrors[0], "standard error", 1e-6);
            Close.To(expected.Number("loglik_null"), model.NullLogLikelihood, "null likelihood");
            if (ties == CoxTies.Efron)
            {
                var wald = Math.Abs(expected.Number("coef") / expected.Number("se"));
                var pValue = UnivariateCox.PValue(times, sample.Event, sample.Risk);
                Close.To(MathNet.Numerics.SpecialFunctions.Erfc(wald / Math.Sqrt(2)), pValue, "p-value", 1e-4);
            }
            Close.To(expected.Number("loglik"), model.LogLikelihood, "likelihood", 1e-8);
            Close.To(expected.Number("score_test"), model.ScoreTest, "score test");
            var offset = CoxPartialLikelihood.LogLikelihood(times, sample.Event, eta, ties);
            Close.To(expected.Number("loglik_offset"), offset, "offset likelihood");
            var residuals = CoxPartialLikelihood.MartingaleResiduals(times, sample.Event, eta, ties);
            Close.To(expected.Numbers("martingale_offset_first5"), residuals[..5], "martingale residuals");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Time_bins_agree_with_pandas(string file)
    {
        var fixture = SurvivalFixture.Open(file);
        var sample = new RiskScoreSample(fixture.Input);
        var expected = fixture.Expected.GetProperty("bins4");
        var bins = TimeBins.FromEventQuantiles(sample.Time, sample.Event);
        Close.To(expected.Numbers("edges")[1..^1], [.. bins.Edges[1..^1]], "inner edges");
        Assert.Equal(expected.Integers("label"), sample.Time.Select(bins.IndexOf));
    }

    private static void Equal(JsonElement expected, LogRankResult result, string name)
    {
        Close.To(expected.Number("chisq"), result.ChiSquare, $"{name} chi-square");
        Assert.Equal(expected.Count("df"), result.DegreesOfFreedom);
        Close.To(expected.Number("p"), result.PValue, $"{name} p");
        Close.To(expected.Number("log10_p"), result.Log10PValue, $"{name} log10 p");
        Close.To(expected.Numbers("observed"), [.. result.Groups.Select(group => group.Observed)], $"{name} observed");
        Close.To(expected.Numbers("expected"), [.. result.Groups.Select(group => group.Expected)], $"{name} expected");
        Close.To([.. expected.Table("var").Cast<double>()], [.. result.Covariance.Cast<double>()], $"{name} covariance");
    }

    private static double[] Standardized(double[] risk)
    {
        var mean = risk.Average();
        var deviation = Math.Sqrt(risk.Sum(value => (value - mean) * (value - mean)) / (risk.Length - 1));
        return [.. risk.Select(value => (value - mean) / deviation)];
    }
}
