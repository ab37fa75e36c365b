using AdaMHF.Survival;

namespace AdaMHF.Benchmark.Tests;

/// <summary>Recalibration on other folds, on exponential lives of known hazard.</summary>
public class UnitCalibrationTests
{
    private static readonly double[] Months = [0.25, 0.5, 1, 2, 4];

    [Fact]
    public void Curves_that_are_too_extreme_fail_and_pass_once_recalibrated_on_the_other_folds()
    {
        UnitCurves[] folds = [.. Enumerable.Range(0, 4).Select(seed => Lives(600, seed, power: 2.5))];
        var tested = UnitCalibration.Of(folds[0], folds[1..])!;
        Assert.True(tested.GroupedPValue < 1e-4 && tested.Slope < 0.7, $"{tested}");
        Assert.True(tested.AfterPlattPValue > 0.01, $"{tested}");
        Assert.True(tested.AfterIsotonicPValue > 0.01, $"{tested}");
        // What is wrong otherwise in the other folds does not help here.
        var misled = UnitCalibration.Of(folds[0], [Lives(600, 7, power: 1)])!;
        Assert.True(misled.AfterPlattPValue < 1e-4, $"{misled}");
    }

    [Fact]
    public void One_fold_alone_is_not_recalibrated()
    {
        var alone = UnitCalibration.Of(Lives(300, 1, power: 1), [])!;
        Assert.True(double.IsNaN(alone.AfterPlattPValue) && double.IsNaN(alone.AfterIsotonicPValue));
        Assert.False(double.IsNaN(alone.GroupedPValue));
    }

    // The hazard exp(x) is predicted as exp(power * x).
    private static UnitCurves Lives(int patients, int seed, double power)
    {
        var random = new Random(seed);
        var (time, died) = (new double[patients], new bool[patients]);
        var survival = new double[patients, Months.Length];
        for (var i = 0; i < patients; i++)
        {
            var x = (2 * random.NextDouble()) - 1;
            var (death, end) = (-Math.Log(1 - random.NextDouble()) / Math.Exp(x), 4 * random.NextDouble());
            (time[i], died[i]) = (Math.Min(death, end), death <= end);
            for (var k = 0; k < Months.Length; k++) survival[i, k] = Math.Exp(-Math.Exp(power * x) * Months[k]);
        }
        return new(time, died, new SurvivalPredictions(Months, survival, CurveShape.Linear));
    }
}
