namespace AdaMHF.Survival.Tests;

public class CensoredLogScoreTests
{
    [Fact]
    public void The_true_curves_have_the_best_score()
    {
        const int Subjects = 20_000;
        var patients = new Simulated(Subjects, [0.8], seed: 3);
        double[] grid = [.. Enumerable.Range(1, 80).Select(step => step * 0.025)];
        double ScoreOf(double power) => CensoredLogScore.Compute(patients.Time, patients.Event, Curves(patients, grid, power)).Mean;
        var truth = ScoreOf(1);
        Assert.True(truth < ScoreOf(1.15));
        Assert.True(truth < ScoreOf(0.87));
    }

    [Fact]
    public void A_density_is_the_slope_and_a_censored_subject_scores_its_survival()
    {
        SurvivalPredictions curves = new([1, 3], new double[,] { { 0.8, 0.2 }, { 0.8, 0.2 }, { 0.8, 0.2 } }, CurveShape.Linear);
        var expected = -(Math.Log(0.2) + Math.Log(0.3) + Math.Log(0.5)) / 3;
        Assert.Equal(expected, CensoredLogScore.Compute([1, 2, 2], [true, true, false], curves).Mean, 1e-12);
        // Beyond the last time the follow-up is cut.
        Assert.Equal(-Math.Log(0.2), CensoredLogScore.Compute([5, 5, 3], [true, false, false], curves).Mean, 1e-12);
    }

    [Fact]
    public void A_death_that_a_curve_excludes_is_infinite_and_steps_are_refused()
    {
        double[,] flat = { { 1, 0.5 }, { 0.9, 0.5 } };
        var result = CensoredLogScore.Compute([0.5, 0.5], [true, true], new([1, 2], flat, CurveShape.Linear));
        Assert.Equal(double.PositiveInfinity, result.Mean);
        Assert.StartsWith("1 of 2", result.InfiniteReason);
        Assert.Throws<SurvivalDataException>(() => CensoredLogScore.Compute([1, 1], [true, true], new([1, 2], flat)));
    }

    private static SurvivalPredictions Curves(Simulated patients, double[] grid, double power)
    {
        var survival = new double[patients.Time.Length, grid.Length];
        for (var i = 0; i < patients.Time.Length; i++)
        {
            for (var k = 0; k < grid.Length; k++)
                survival[i, k] = Math.Exp(-power * Math.Exp(0.8 * patients.Covariates[i, 0]) * grid[k]);
        }
        return new(grid, survival, CurveShape.Linear);
    }
}
