using AdaMHF.Survival;
using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

/// <summary>Patients who came under observation late, from the table to training and evaluation.</summary>
public class EntryTimeTests
{
    private static readonly MLContext ML = new(seed: 1);

    // R: survfit(Surv(entry, time, event) ~ 1) has its median at 9, without the entries at 14.
    private static readonly Row[] Rows =
    [
        new("P1", 4, true, 0, 3), new("P2", 9, true, 2, 1), new("P3", 11, false, 5, 2), new("P4", 3, true, 1, 5), new("P5", 12, true, 6, 2),
        new("P6", 15, false, 0, 1), new("P7", 7, true, 3, 4), new("P8", 14, true, 8, 0), new("P9", 10, false, 4, 3),
        new("P10", 18, true, 7, 1), new("P11", 20, true, 2, 0), new("P12", 16, false, 9, 2),
    ];

    private static double[] Time => [.. Rows.Select(row => (double)row.Time)];

    private static bool[] Event => [.. Rows.Select(row => row.Event)];

    private static double[] Entry => [.. Rows.Select(row => (double)row.EntryMonths)];

    private static double[] Score => [.. Rows.Select(row => (double)row.Score)];

    [Fact]
    public void Evaluation_takes_entries_and_leaves_out_what_has_no_form_for_them()
    {
        var metrics = ML.Survival.Evaluate(ML.Data.LoadFromEnumerable(Rows));
        Assert.Equal(Concordance.Harrell(Time, Event, Score, entry: Entry).ConcordanceIndex, metrics.ConcordanceIndex);
        Assert.NotEqual(Concordance.Harrell(Time, Event, Score).ConcordanceIndex, metrics.ConcordanceIndex);
        Assert.Equal(9, metrics.KaplanMeier.Median);
        Assert.Null(metrics.Uno);
        Assert.Null(metrics.DynamicAuc);
        foreach (var measure in new[] { "Uno", "DynamicAuc", "Brier", "DCalibration" })
            Assert.Contains(measure, metrics.UndefinedReasons.Keys);
        Assert.Contains("observation late", metrics.UndefinedReasons["Uno"], StringComparison.Ordinal);
    }

    [Fact]
    public void Cox_regression_takes_them_and_other_trainers_refuse()
    {
        var data = ML.Transforms.Concatenate("Features", "Score").Fit(ML.Data.LoadFromEnumerable(Rows))
            .Transform(ML.Data.LoadFromEnumerable(Rows));
        var covariates = new double[Rows.Length, 1];
        for (var i = 0; i < Rows.Length; i++) covariates[i, 0] = Rows[i].Score;
        var model = ML.Survival.Trainers.CoxProportionalHazards().Fit(data);
        Assert.Equal(CoxRegression.Fit(Time, Event, covariates, entry: Entry).Coefficients, model.Predictor.Coefficients);
        var refused = Assert.Throws<SurvivalDataException>(() => ML.Survival.Trainers.DiscreteHazard().Fit(data));
        Assert.Contains("'EntryMonths'", refused.Message, StringComparison.Ordinal);
        // As if all were observed from 0.
        var dropped = ML.Transforms.DropColumns("EntryMonths").Fit(data).Transform(data);
        Assert.Equal(
            CoxRegression.Fit(Time, Event, covariates).Coefficients,
            ML.Survival.Trainers.CoxProportionalHazards().Fit(dropped).Predictor.Coefficients);
    }

    [Fact]
    public void Networks_refuse_them()
    {
        using var study = new SmallStudy();
        var late = study.ML.Transforms.CustomMapping<Known, Late>((_, row) => row.EntryMonths = 0.001f, null)
            .Fit(study.Split.TrainSet).Transform(study.Split.TrainSet);
        var refused = Assert.Throws<SurvivalDataException>(() => study.Pipeline(study.ML).Fit(late));
        Assert.Contains("drop the column", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_entry_after_the_time_leaves_the_patient_out_of_the_evaluation()
    {
        Row[] wrong = [.. Rows[..^1], Rows[^1] with { EntryMonths = 17 }];
        var metrics = ML.Survival.Evaluate(ML.Data.LoadFromEnumerable(wrong));
        Assert.Contains("EntryMonths is 17", Assert.Single(metrics.LeftOut).Reason, StringComparison.Ordinal);
    }

    private sealed record Row(string PatientId, float Time, bool Event, float EntryMonths, float Score);

    private sealed class Known
    {
        public float Time { get; set; }
    }

    private sealed class Late
    {
        public float EntryMonths { get; set; }
    }
}
