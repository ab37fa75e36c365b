using System.Text.Json;

namespace AdaMHF.Survival.Tests;

/// <summary>Left truncation, strata and case weights against R's survival package.</summary>
[Trait("Category", "Fixtures")]
public class EntryStrataWeightTests
{
    // R iterates its Cox models to convergence of the likelihood.
    private const double Iterated = 1e-6;

    public static TheoryData<string> Files() => SurvivalFixture.OfKind("entry_strata_weights");

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Files))]
    public void Curves_with_entry_times_agree(string file) => ForEachCase(file, (sample, expected) =>
    {
        var km = expected.GetProperty("km");
        var curve = KaplanMeier.Fit(sample.Time, sample.Event, entry: sample.Entry);
        Close.To(km.Numbers("time"), [.. curve.Times], "time");
        Close.To(km.Numbers("n_risk"), [.. curve.AtRisk], "at risk");
        Close.To(km.Numbers("n_event"), [.. curve.Events], "events");
        Close.To(km.Numbers("n_censor"), [.. curve.Censored], "censored");
        Close.To(km.Numbers("survival"), [.. curve.Survival], "survival");
        Close.To(km.Number("median"), curve.Median, "median");
        var errors = km.Numbers("log_error");
        for (var k = 0; k < errors.Length && curve.Survival[k] > 0; k++) Close.To(errors[k], Math.Sqrt(curve.LogVariance[k]), "error");

        var hazard = NelsonAalen.Fit(sample.Time, sample.Event, entry: sample.Entry);
        Close.To(expected.GetProperty("nelson_aalen").Numbers("hazard"), [.. hazard.CumulativeHazard], "hazard");
        Close.To(expected.GetProperty("nelson_aalen").Numbers("error"), [.. hazard.Variance.Select(Math.Sqrt)], "error of the hazard");
    });

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Files))]
    public void Concordance_with_entry_times_agrees(string file) => ForEachCase(file, (sample, expected) =>
    {
        var harrell = expected.GetProperty("harrell");
        var result = Concordance.Harrell(sample.Time, sample.Event, sample.Risk, ConcordanceOptions.RSurvival, entry: sample.Entry);
        Close.To(harrell.Number("c"), result.ConcordanceIndex, "C");
        Close.To(harrell.Number("std_err"), result.StandardError, "standard error");
        Assert.Equal(harrell.Count("concordant"), result.Concordant);
        Assert.Equal(harrell.Count("discordant"), result.Discordant);
        Assert.Equal(harrell.Count("tied_risk"), result.TiedRisk);
    });

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Files))]
    public void Log_rank_with_entry_times_is_the_exact_score_test(string file) => ForEachCase(file, (sample, expected) =>
    {
        var logrank = expected.GetProperty("logrank");
        if (logrank.IsNull("chi_square")) return;
        var plain = LogRank.Test(sample.Time, sample.Event, sample.Group, entry: sample.Entry);
        var stratified = LogRank.TestStratified(sample.Time, sample.Event, sample.Group, sample.Stratum, entry: sample.Entry);
        Close.To(logrank.Number("chi_square"), plain.ChiSquare, "chi square", Iterated);
        Close.To(logrank.Number("stratified"), stratified.ChiSquare, "stratified chi square", Iterated);
    });

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Files))]
    public void Cox_with_entries_strata_and_weights_agrees(string file) => ForEachCase(file, (sample, expected) =>
    {
        var cox = expected.GetProperty("cox");
        var breslow = new CoxOptions { Ties = CoxTies.Breslow };
        var (time, observed, rows) = (sample.Time, sample.Event, sample.Covariates);
        Agree(cox, "entry_efron", CoxRegression.Fit(time, observed, rows, entry: sample.Entry));
        Agree(cox, "entry_breslow", CoxRegression.Fit(time, observed, rows, breslow, entry: sample.Entry));
        Agree(cox, "strata_efron", CoxRegression.Fit(time, observed, rows, stratum: sample.Stratum));
        Agree(cox, "weight_efron", CoxRegression.Fit(time, observed, rows, weight: sample.Weight));
        Agree(cox, "weight_breslow", CoxRegression.Fit(time, observed, rows, breslow, weight: sample.Weight));
        Agree(cox, "all_efron", CoxRegression.Fit(time, observed, rows, null, sample.Entry, sample.Stratum, sample.Weight));

        var model = CoxRegression.Fit(time, observed, rows, entry: sample.Entry, stratum: sample.Stratum);
        var baseline = expected.GetProperty("baseline");
        var (times, hazards, strata) = (baseline.Numbers("time"), baseline.Numbers("hazard"), baseline.Integers("stratum"));
        for (var k = 0; k < times.Length; k++)
        {
            var survival = model.Strata[strata[k]].SurvivalAt(0, times[k]);
            Close.To(Math.Exp(-hazards[k]), survival, $"survival at {times[k]} in stratum {strata[k]}", Iterated);
        }
        Assert.Throws<InvalidOperationException>(() => model.Predictor);
    });

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Files))]
    public void Cox_on_clinical_tables_agrees(string file)
    {
        foreach (var table in SurvivalFixture.Open(file).Root.GetProperty("clinical").EnumerateArray())
        {
            var input = table.GetProperty("input");
            var (time, observed, rows) = (input.Numbers("time"), input.Flags("event"), input.Table("covariates"));
            Agree(table, "plain", CoxRegression.Fit(time, observed, rows));
            Agree(table, "stratified", CoxRegression.Fit(time, observed, rows, stratum: input.Integers("stratum")));
        }
    }

    private static void Agree(JsonElement expected, string name, CoxModel model)
    {
        var fit = expected.GetProperty(name);
        Close.To(fit.Numbers("coefficients"), [.. model.Coefficients], $"{name}, coefficients", Iterated);
        Close.To(fit.Numbers("errors"), [.. model.StandardErrors], $"{name}, standard errors", Iterated);
        Close.To(fit.Number("log_likelihood"), model.LogLikelihood, $"{name}, likelihood");
        Close.To(fit.Number("null_log_likelihood"), model.NullLogLikelihood, $"{name}, null likelihood");
    }

    private static void ForEachCase(string file, Action<TruncatedSample, JsonElement> check)
    {
        foreach (var item in SurvivalFixture.Open(file).Root.GetProperty("cases").EnumerateArray())
            check(new TruncatedSample(item.GetProperty("input")), item.GetProperty("expected"));
    }

    private sealed class TruncatedSample(JsonElement input)
    {
        public double[] Time { get; } = input.Numbers("time");

        public bool[] Event { get; } = input.Flags("event");

        public double[] Entry { get; } = input.Numbers("entry");

        public double[] Risk { get; } = input.Numbers("risk");

        public int[] Group { get; } = input.Integers("group");

        public int[] Stratum { get; } = input.Integers("stratum");

        public double[] Weight { get; } = input.Numbers("weight");

        public double[,] Covariates { get; } = input.Table("covariates");
    }
}
