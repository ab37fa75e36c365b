namespace AdaMHF.Survival.Tests;

public class BrierScoreTests
{
    [Fact]
    public void Without_censoring_the_score_is_the_mean_squared_error()
    {
        double[] time = [1, 2, 4, 6];
        var predictions = new SurvivalPredictions([1.5, 3], new[,] { { 0.2, 0.1 }, { 0.7, 0.6 }, { 0.9, 0.8 }, { 1, 0.4 } });
        var result = BrierScore.Compute(time, [true, true, true, true], predictions);
        Close.To((0.04 + 0.09 + 0.01 + 0) / 4, result.Scores[0], "score at 1.5");
        Close.To((0.01 + 0.36 + 0.04 + 0.36) / 4, result.Scores[1], "score at 3");
        Close.To((result.Scores[0] + result.Scores[1]) / 2, result.Integrated, "integrated");
    }

    [Fact]
    public void One_time_has_no_integral()
    {
        var predictions = new SurvivalPredictions([1], new[,] { { 0.5 }, { 0.5 } });
        Assert.True(double.IsNaN(BrierScore.Compute([1, 2], [true, true], predictions).Integrated));
    }

    [Fact]
    public void The_weights_make_up_for_the_censored()
    {
        // With the true survival as prediction the expected score is S(1 - S); without weights the censored would pull it away.
        var simulated = new Simulated(40_000, [0], seed: 9, longestFollowUp: 3);
        double[] times = [0.3, 0.7, 1.2];
        var survival = new double[simulated.Time.Length, times.Length];
        for (var i = 0; i < simulated.Time.Length; i++)
        {
            for (var k = 0; k < times.Length; k++) survival[i, k] = Math.Exp(-times[k]);
        }
        var result = BrierScore.Compute(simulated.Time, simulated.Event, new SurvivalPredictions(times, survival));
        for (var k = 0; k < times.Length; k++) Assert.Equal(Math.Exp(-times[k]) * (1 - Math.Exp(-times[k])), result.Scores[k], 0.004);
    }
}
