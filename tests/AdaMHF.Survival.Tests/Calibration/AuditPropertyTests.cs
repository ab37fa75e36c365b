namespace AdaMHF.Survival.Tests;

/// <summary>What holds for every sample: the order of the subjects and the unit of time say nothing.</summary>
public class AuditPropertyTests
{
    private const double Horizon = 3;
    private static readonly double[] Grid = [1, 2, 3, 5, 9];

    [Fact]
    public void The_order_of_the_subjects_changes_no_measure() => Properties.ForAllSamples(sample =>
    {
        int[] shuffled = [.. Enumerable.Range(0, sample.Count).OrderBy(i => (i * 7919) % 31)];
        Close.To(Measures(sample, Enumerable.Range(0, sample.Count), 1), Measures(sample, shuffled, 1), "measures", 1e-9);
    });

    [Fact]
    public void Days_for_months_change_no_test_and_move_the_log_score_by_the_events_alone() => Properties.ForAllSamples(sample =>
    {
        // A power of two, so that no tie is made or broken.
        const double Unit = 32;
        double[] months = Measures(sample, Enumerable.Range(0, sample.Count), 1);
        double[] days = Measures(sample, Enumerable.Range(0, sample.Count), Unit);
        Close.To(months[1..], days[1..], "tests", 1e-9);
        // A density is per unit of time.
        var events = sample.Event.Zip(sample.Time, (died, time) => died && time <= Grid[^1] ? 1.0 : 0).Average();
        Close.To(months[0] + (events * Math.Log(Unit)), days[0], "log score", 1e-9);
    });

    [Fact]
    public void A_group_counts_from_the_other_side_with_the_opposite_sign() => Properties.ForAllSamples(sample =>
    {
        int[] first = [.. Enumerable.Range(0, sample.Count).Where(i => i % 2 == 0)];
        int[] second = [.. Enumerable.Range(0, sample.Count).Where(i => i % 2 == 1)];
        if (second.Length == 0) return;
        var (one, other) = (Curve(sample, first), Curve(sample, second));
        if (one.Times[^1] < Horizon || other.Times[^1] < Horizon) return;
        var (there, back) = (RestrictedMeanDifference.Between(one, other, Horizon), RestrictedMeanDifference.Between(other, one, Horizon));
        Close.To(there.Difference, -back.Difference, "difference");
        Close.To(there.LowerBound, -back.UpperBound, "interval");
    });

    [Fact]
    public void Acting_on_everyone_is_worth_what_a_model_that_fears_for_everyone_is_worth() => Properties.ForAllSamples(sample =>
    {
        double[] afraid = [.. sample.Time.Select(_ => 1.0)];
        foreach (var point in DecisionCurve.Compute(sample.Time, sample.Event, afraid, Horizon, [0.05, 0.3, 0.8]))
        {
            Close.To(point.All, point.Model, "net benefit");
            Assert.Equal(1, point.Acted);
        }
        double[] fearless = [.. sample.Time.Select(_ => 0.0)];
        Assert.All(
            DecisionCurve.Compute(sample.Time, sample.Event, fearless, Horizon, [0.05, 0.8]),
            point => Assert.True(point.Model is 0 or double.NaN));
    });

    private static KaplanMeierCurve Curve(Sample sample, int[] members) => KaplanMeier.Fit(
        Array.ConvertAll(members, i => sample.Time[i]), Array.ConvertAll(members, i => sample.Event[i]));

    // Curves of exponential lives, whose hazards differ between subjects who are otherwise alike, so that groups have no ties to break.
    private static double[] Measures(Sample sample, IEnumerable<int> order, double unit)
    {
        int[] subjects = [.. order];
        double[] time = Array.ConvertAll(subjects, i => unit * sample.Time[i]);
        bool[] died = Array.ConvertAll(subjects, i => sample.Event[i]);
        double Survival(int subject, double months) => Math.Exp(-months * (0.05 + (0.01 * subject)));
        var grid = new double[subjects.Length, Grid.Length];
        for (var row = 0; row < subjects.Length; row++)
        {
            for (var k = 0; k < Grid.Length; k++) grid[row, k] = Survival(subjects[row], Grid[k]);
        }
        SurvivalPredictions curves = new([.. Grid.Select(months => unit * months)], grid, CurveShape.Linear);
        double[] own = Array.ConvertAll(subjects, i => Survival(i, sample.Time[i]));
        double[] atHorizon = Array.ConvertAll(subjects, i => Survival(i, Horizon));
        var grouped = GroupedCalibration.Test(time, died, atHorizon, unit * Horizon, groups: 3);
        return
        [
            CensoredLogScore.Compute(time, died, curves).Mean,
            ACalibration.Test(own, died).ChiSquare, DCalibration.Test(own, died).ChiSquare,
            grouped.Adjusted, grouped.Greenwood, grouped.Weighted,
        ];
    }
}
