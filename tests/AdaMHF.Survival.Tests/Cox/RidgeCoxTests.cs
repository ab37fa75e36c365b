namespace AdaMHF.Survival.Tests;

public class RidgeCoxTests
{
    [Theory]
    [InlineData(120, 5, 3.0, CoxTies.Efron)]
    [InlineData(120, 5, 3.0, CoxTies.Breslow)]
    [InlineData(60, 40, 20.0, CoxTies.Efron)]
    [InlineData(30, 60, 10.0, CoxTies.Efron)]
    public void It_finds_the_coefficients_that_Newtons_method_finds(int subjects, int columns, double ridge, CoxTies ties)
    {
        // The last case has more columns than subjects, where Newton's method still works in all columns.
        var (time, observed, covariates) = Sample(subjects, columns, seed: subjects + columns);
        var expected = CoxRegression.Fit(time, observed, covariates, new CoxOptions { Ridge = ridge, Ties = ties });
        var actual = RidgeCoxRegression.Fit(time, observed, covariates, ridge, ties);

        Assert.True(actual.Converged);
        Assert.Equal(expected.LogLikelihood, actual.LogLikelihood, 1e-5);
        Assert.Equal(expected.NullLogLikelihood, actual.NullLogLikelihood, 1e-9);
        for (var column = 0; column < columns; column++) Assert.Equal(expected.Coefficients[column], actual.Coefficients[column], 1e-5);
        double[] subject = [.. Enumerable.Range(0, columns).Select(column => covariates[3, column])];
        Assert.Equal(expected.Risk(subject), actual.Risk(subject), 1e-4);
    }

    [Fact]
    public void Two_thousand_columns_of_which_ten_matter_are_fitted_in_a_moment_and_rank_new_subjects()
    {
        var (time, observed, covariates) = Sample(500, 2000, seed: 1, effects: 10);
        var (newTime, newObserved, newCovariates) = Sample(400, 2000, seed: 2, effects: 10);
        var ridge = RidgeCoxRegression.SelectRidge(time, observed, covariates, [20_000, 6000, 2000, 600]);
        var model = RidgeCoxRegression.Fit(time, observed, covariates, ridge);

        Assert.True(model.Converged);
        double[] Row(int i) => [.. Enumerable.Range(0, 2000).Select(column => newCovariates[i, column])];
        double[] risk = [.. Enumerable.Range(0, 400).Select(i => model.Risk(Row(i)))];
        var concordance = Concordance.Harrell(newTime, newObserved, risk).ConcordanceIndex;
        Assert.InRange(concordance, 0.6, 0.9);
    }

    [Fact]
    public void Without_effect_the_strongest_penalty_is_chosen_and_with_one_a_weaker()
    {
        double[] candidates = [1, 100, 1e5];
        var (time, observed, noise) = Sample(200, 300, seed: 5, effects: 0);
        Assert.Equal(1e5, RidgeCoxRegression.SelectRidge(time, observed, noise, candidates));
        var (signalTime, signalObserved, signal) = Sample(300, 20, seed: 6, effects: 10);
        Assert.NotEqual(1e5, RidgeCoxRegression.SelectRidge(signalTime, signalObserved, signal, candidates));
    }

    [Fact]
    public void The_order_of_subjects_and_a_constant_column_do_not_matter()
    {
        var (time, observed, covariates) = Sample(40, 70, seed: 9);
        for (var i = 0; i < 40; i++) covariates[i, 7] = 5;
        var model = RidgeCoxRegression.Fit(time, observed, covariates, 30);
        Assert.Equal(0, model.Coefficients[7], 1e-9);

        int[] turned = [.. Enumerable.Range(0, 40).Reverse()];
        var other = new double[40, 70];
        for (var i = 0; i < 40; i++)
        {
            for (var column = 0; column < 70; column++) other[i, column] = covariates[turned[i], column];
        }
        var again = RidgeCoxRegression.Fit([.. turned.Select(i => time[i])], [.. turned.Select(i => observed[i])], other, 30);
        for (var column = 0; column < 70; column++) Assert.Equal(model.Coefficients[column], again.Coefficients[column], 1e-6);
    }

    [Fact]
    public void Input_that_cannot_be_fitted_is_refused()
    {
        double[] time = [1, 2, 3];
        double[,] covariates = { { 1 }, { 2 }, { 0 } };
        Assert.Throws<ArgumentOutOfRangeException>(() => RidgeCoxRegression.Fit(time, [true, true, false], covariates, 0));
        Assert.Throws<SurvivalDataException>(() => RidgeCoxRegression.Fit(time, [false, false, false], covariates, 1));
        Assert.Throws<SurvivalDataException>(() => RidgeCoxRegression.Fit([1, 2], [true, true], covariates, 1));
        Assert.Throws<SurvivalDataException>(() => RidgeCoxRegression.SelectRidge(time, [true, true, false], covariates, [1], folds: 3));
        Assert.Throws<SurvivalDataException>(() => RidgeCoxRegression.Fit(time, [true, true, false], covariates, 1).Risk([1, 2]));
    }

    internal static (double[] Time, bool[] Observed, double[,] Covariates) Sample(int subjects, int columns, int seed, int effects = 3)
    {
        var random = new Random(seed);
        var (time, observed, covariates) = (new double[subjects], new bool[subjects], new double[subjects, columns]);
        for (var i = 0; i < subjects; i++)
        {
            var risk = 0.0;
            for (var column = 0; column < columns; column++)
            {
                covariates[i, column] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                if (column < effects) risk += covariates[i, column] * (column % 2 == 0 ? 0.7 : -0.5);
            }
            var death = -Math.Log(1 - random.NextDouble()) * 30 / Math.Exp(risk);
            var censoring = 5 + (random.NextDouble() * 60);
            // Whole months, so that there are ties.
            time[i] = Math.Ceiling(Math.Min(death, censoring));
            observed[i] = death <= censoring;
        }
        return (time, observed, covariates);
    }
}
