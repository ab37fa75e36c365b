namespace AdaMHF.Reports.Tests;

public class NumbersAtRiskTests
{
    private static readonly double[] Weeks = [0, 5, 10, 15, 20, 25, 30, 35, 40];

    [Fact]
    public void Counts_are_of_patients_whose_time_is_the_ticks_or_later()
    {
        Assert.Equal([21, 21, 15, 11, 8, 5, 4, 1, 0], NumbersAtRisk.At(Leukemia.TreatedCurve, Weeks));
        Assert.Equal([21, 14, 8, 4, 2, 0, 0, 0, 0], NumbersAtRisk.At(Leukemia.PlaceboCurve, Weeks));
    }

    [Fact]
    public void Weights_give_fractions_with_one_decimal()
    {
        var curve = Survival.KaplanMeier.Fit([1, 2], [true, false], [1.5, 1000]);
        Assert.Equal(["1,001.5", "1,000"], NumbersAtRisk.Texts(curve, [0, 2]));
    }
}
