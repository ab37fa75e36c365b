using AdaMHF.Survival;

namespace AdaMHF.Reports.Tests;

public class CurveStepsTests
{
    [Fact]
    public void The_line_goes_along_and_then_down_from_1_at_time_0()
    {
        // 2 deaths and 1 censored patient; by hand S(5) = 2/3, S(9) = 0.
        var (x, y) = CurveSteps.Line(KaplanMeier.Fit([5, 7, 9], [true, false, true]));
        Assert.Equal([0, 5, 5, 7, 7, 9, 9], x);
        Assert.Equal([1, 1, 2.0 / 3, 2.0 / 3, 2.0 / 3, 2.0 / 3, 0], y, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void The_band_has_the_bounds_that_Rs_survfit_prints()
    {
        // summary(survfit(Surv(time, status) ~ 1)), whose default is the interval on the log scale.
        double[] times = [6, 7, 10, 13, 16, 22, 23], lower = [0.720, 0.653, 0.586, 0.510, 0.439, 0.337, 0.249];
        double[] upper = [1.000, 0.996, 0.968, 0.935, 0.896, 0.858, 0.807];
        var band = CurveSteps.Band(Leukemia.TreatedCurve, IntervalTransform.Log, 0.95);
        for (var i = 0; i < times.Length; i++)
        {
            // The second point at a time is where the step ends.
            var at = Array.LastIndexOf(band.X, times[i]);
            Assert.Equal(lower[i], band.Lower[at], 0.00051);
            Assert.Equal(upper[i], band.Upper[at], 0.00051);
            Assert.Equal(times[i], band.X[at - 1]);
            Assert.Equal(band.Lower[at - 2], band.Lower[at - 1]);
        }
    }

    [Fact]
    public void The_band_ends_where_the_curve_reaches_0()
    {
        var (x, lower, upper) = CurveSteps.Band(Leukemia.PlaceboCurve, IntervalTransform.LogLog, 0.95);
        Assert.Equal(23, x[^1]);
        Assert.All(lower.Concat(upper), bound => Assert.InRange(bound, 0, 1));
        Assert.Equal(x.Length, lower.Length);
        Assert.Equal(x.Length, upper.Length);
    }

    [Fact]
    public void Each_time_of_a_censored_patient_has_a_mark_on_the_curve()
    {
        var (x, y) = CurveSteps.CensorMarks(Leukemia.TreatedCurve);
        Assert.Equal([6, 9, 10, 11, 17, 19, 20, 25, 32, 34, 35], x);
        double[] heights = [0.857, 0.807, 0.753, 0.753, 0.627, 0.627, 0.627, 0.448, 0.448, 0.448, 0.448];
        Assert.Equal(heights, y, (a, b) => Math.Abs(a - b) < 0.00051);
        Assert.Empty(CurveSteps.CensorMarks(Leukemia.PlaceboCurve).X);
    }
}
