namespace AdaMHF.Survival.Tests;

public class RidgeCoxCrossFitTests
{
    [Theory]
    [InlineData(70, 12)]
    [InlineData(50, 90)]
    public void Each_fold_is_predicted_by_what_is_selected_and_fitted_without_it(int subjects, int columns)
    {
        var (time, observed, covariates) = RidgeCoxTests.Sample(subjects, columns, seed: subjects);
        int[] fold = [.. Enumerable.Range(0, subjects).Select(i => 10 * (i % 3))];
        var ridges = RidgeCoxRegression.RidgesFor(columns);
        var fitted = RidgeCoxRegression.CrossFit(time, observed, covariates, ridges.AsSpan(), fold, selectionFolds: 4, seed: 7);

        var whole = Fit([.. Enumerable.Range(0, subjects)]);
        Assert.Equal(whole.Ridge, fitted.Model.Ridge);
        for (var column = 0; column < columns; column++)
            Assert.Equal(whole.Coefficients[column], fitted.Model.Coefficients[column], 1e-6);
        foreach (var name in fold.Distinct())
        {
            var without = Fit([.. Enumerable.Range(0, subjects).Where(i => fold[i] != name)]);
            foreach (var i in Enumerable.Range(0, subjects).Where(i => fold[i] == name))
                Assert.Equal(without.Risk(Row(i)), fitted.LogHazards[i], 1e-5);
        }

        RidgeCoxModel Fit(int[] kept)
        {
            double[] ownTime = [.. kept.Select(i => time[i])];
            bool[] ownObserved = [.. kept.Select(i => observed[i])];
            var own = new double[kept.Length, columns];
            for (var i = 0; i < kept.Length; i++)
            {
                for (var column = 0; column < columns; column++) own[i, column] = covariates[kept[i], column];
            }
            var ridge = RidgeCoxRegression.SelectRidge(ownTime, ownObserved, own, ridges.AsSpan(), folds: 4, seed: 7);
            return RidgeCoxRegression.Fit(ownTime, ownObserved, own, ridge);
        }

        double[] Row(int i) => [.. Enumerable.Range(0, columns).Select(column => covariates[i, column])];
    }

    [Fact]
    public void No_subject_sees_an_outcome_of_its_own_fold()
    {
        var (time, observed, covariates) = RidgeCoxTests.Sample(60, 80, seed: 4);
        int[] fold = [.. Enumerable.Range(0, 60).Select(i => i % 5)];
        double[] LogHazards() => [.. RidgeCoxRegression.CrossFit(time, observed, covariates, [100, 1000], fold).LogHazards];
        var before = LogHazards();
        observed[7] = !observed[7];
        time[7] += 3;
        var after = LogHazards();
        Assert.All(Enumerable.Range(0, 60), i => Assert.Equal(fold[i] == fold[7], before[i] == after[i]));
    }

    [Fact]
    public void A_linear_truth_is_found_and_noise_is_not()
    {
        // Three of thirty columns matter; Cox regression of the outcome on the cross-fitted predictor has the slope 1 where it is honest.
        var (time, observed, covariates) = RidgeCoxTests.Sample(600, 30, seed: 3);
        var fitted = CrossFit(covariates);
        double[] truth =
            [.. Enumerable.Range(0, 600).Select(i => (0.7 * (covariates[i, 0] + covariates[i, 2])) - (0.5 * covariates[i, 1]))];
        var best = Concordance.Harrell(time, observed, truth).ConcordanceIndex;
        Assert.InRange(Concordance.Harrell(time, observed, fitted).ConcordanceIndex, best - 0.03, best + 0.01);
        Assert.InRange(Slope(fitted), 0.85, 1.2);

        var (_, _, noise) = RidgeCoxTests.Sample(600, 30, seed: 99);
        Assert.InRange(Concordance.Harrell(time, observed, CrossFit(noise)).ConcordanceIndex, 0.4, 0.57);

        double[] CrossFit(double[,] table)
        {
            int[] fold = [.. Enumerable.Range(0, 600).Select(i => i % 5)];
            return [.. RidgeCoxRegression.CrossFit(time, observed, table, RidgeCoxRegression.RidgesFor(30).AsSpan(), fold).LogHazards];
        }

        double Slope(double[] logHazards)
        {
            var column = new double[600, 1];
            for (var i = 0; i < 600; i++) column[i, 0] = logHazards[i];
            return CoxRegression.Fit(time, observed, column).Coefficients[0];
        }
    }

    [Fact]
    public void Folds_that_cannot_be_fitted_are_refused()
    {
        var (time, observed, covariates) = RidgeCoxTests.Sample(20, 4, seed: 2);
        Assert.Throws<SurvivalDataException>(() => RidgeCoxRegression.CrossFit(time, observed, covariates, [1], new int[20]));
        Assert.Throws<SurvivalDataException>(() => RidgeCoxRegression.CrossFit(time, observed, covariates, [1], new int[19]));
        int[] fold = [.. observed.Select(died => died ? 0 : 1)];
        Assert.Throws<SurvivalDataException>(() => RidgeCoxRegression.CrossFit(time, observed, covariates, [1], fold));
        Assert.Throws<ArgumentOutOfRangeException>(() => RidgeCoxRegression.CrossFit(time, observed, covariates, [0], fold));
        Assert.Equal([4 / 3.0, 4, 4 / 0.3, 40, 4 / 0.03, 400], RidgeCoxRegression.RidgesFor(4));
    }
}
