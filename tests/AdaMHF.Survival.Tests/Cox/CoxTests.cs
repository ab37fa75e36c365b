namespace AdaMHF.Survival.Tests;

public class CoxTests
{
    private static readonly double[] Truth = [0.8, -0.5, 0.3];

    // Rounded times, so that there are ties.
    private static Simulated Patients(int subjects = 150)
    {
        var simulated = new Simulated(subjects, Truth, seed: 1, longestFollowUp: 0.6);
        for (var i = 0; i < subjects; i++) simulated.Time[i] = Math.Round(simulated.Time[i], 2);
        return simulated;
    }

    [Theory]
    [InlineData(CoxTies.Efron)]
    [InlineData(CoxTies.Breslow)]
    public void Log_hazards_of_another_origin_get_the_baseline_that_a_fit_with_them_has(CoxTies ties)
    {
        var patients = Patients();
        var model = CoxRegression.Fit(patients.Time, patients.Event, patients.Covariates, new CoxOptions { Ties = ties });
        double[] Row(int i) => [.. Enumerable.Range(0, 3).Select(j => patients.Covariates[i, j])];
        double[] logHazards = [.. Enumerable.Range(0, patients.Time.Length).Select(i => model.Predictor.Risk(Row(i)))];
        var predictor = CoxPredictor.FromLogHazards(patients.Time, patients.Event, logHazards, ties);
        Assert.Equal(model.BaselineTimes, predictor.BaselineTimes);
        foreach (var (expected, found) in model.BaselineCumulativeHazard.Zip(predictor.BaselineCumulativeHazard))
            Close.To(expected, found, "baseline");
        Assert.Equal(1.5, predictor.Risk([1.5]));
        Assert.Throws<SurvivalDataException>(() => CoxPredictor.FromLogHazards([1, 2], [true, true], [double.NaN, 0]));
        Assert.Throws<SurvivalDataException>(() => CoxPredictor.FromLogHazards([1, 2], [false, false], [0, 0]));
    }

    [Theory]
    [InlineData(CoxTies.Efron, 0)]
    [InlineData(CoxTies.Breslow, 0)]
    [InlineData(CoxTies.Efron, 3)]
    public void The_coefficients_are_the_maximum_and_the_errors_its_curvature(CoxTies ties, double ridge)
    {
        var patients = Patients();
        var model = CoxRegression.Fit(patients.Time, patients.Event, patients.Covariates, new CoxOptions { Ties = ties, Ridge = ridge });
        Assert.True(model.Converged);
        double[] best = [.. model.Coefficients];
        Close.To(LogLikelihood(patients, best, ties), model.LogLikelihood, "likelihood");
        Close.To(LogLikelihood(patients, [0, 0, 0], ties), model.NullLogLikelihood, "null likelihood");

        const double Step = 1e-4;
        var information = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(3, 3);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(0, (Height(i, Step, i, 0) - Height(i, -Step, i, 0)) / (2 * Step), 1e-4);
            for (var j = 0; j < 3; j++)
            {
                var above = Height(i, Step, j, Step) - Height(i, Step, j, -Step);
                var below = Height(i, -Step, j, Step) - Height(i, -Step, j, -Step);
                information[i, j] = -(above - below) / (4 * Step * Step);
            }
        }
        var covariance = information.Inverse();
        for (var i = 0; i < 3; i++) Close.To(Math.Sqrt(covariance[i, i]), model.StandardErrors[i], "standard error", 1e-4);

        double Height(int first, double firstStep, int second, double secondStep)
        {
            double[] beta = [.. best];
            beta[first] += firstStep;
            beta[second] += secondStep;
            return LogLikelihood(patients, beta, ties) - ridge / 2 * beta.Sum(value => value * value);
        }
    }

    [Fact]
    public void The_true_hazard_ratios_are_found()
    {
        var simulated = new Simulated(5000, Truth, seed: 2);
        var model = CoxRegression.Fit(simulated.Time, simulated.Event, simulated.Covariates);
        for (var i = 0; i < Truth.Length; i++)
        {
            Assert.InRange(model.Coefficients[i], Truth[i] - 4 * model.StandardErrors[i], Truth[i] + 4 * model.StandardErrors[i]);
            Assert.True(model.PValues[i] < 1e-4);
        }
        // The true lives are exponential: S(t) = exp(-t exp(beta' x)).
        double[] patient = [1.5, 4, 6.5];
        var rate = Math.Exp(Truth.Zip(patient, (beta, x) => beta * x).Sum());
        foreach (var time in new[] { 0.05, 0.1, 0.2 }) Assert.Equal(Math.Exp(-rate * time), model.SurvivalAt(patient, time), 0.04);
    }

    [Fact]
    public void Units_of_the_covariates_do_not_matter()
    {
        var patients = Patients();
        var scaled = (double[,])patients.Covariates.Clone();
        for (var i = 0; i < patients.Time.Length; i++) scaled[i, 1] = 1e6 + 1000 * scaled[i, 1];
        var plain = CoxRegression.Fit(patients.Time, patients.Event, patients.Covariates);
        var other = CoxRegression.Fit(patients.Time, patients.Event, scaled);
        Close.To(plain.Coefficients[1], 1000 * other.Coefficients[1], "coefficient", 1e-6);
        Close.To(plain.Coefficients[2], other.Coefficients[2], "coefficient", 1e-6);
        Close.To(plain.LogLikelihood, other.LogLikelihood, "likelihood", 1e-8);
    }

    [Fact]
    public void A_ridge_penalty_shrinks_the_coefficients()
    {
        var patients = Patients();
        double[] sizes = [.. new[] { 0, 1, 10, 1000 }.Select(SquaredLength)];
        Assert.Equal(sizes.OrderDescending(), sizes);
        Assert.True(sizes[3] < 0.05 * sizes[0]);

        double SquaredLength(int ridge)
        {
            var model = CoxRegression.Fit(patients.Time, patients.Event, patients.Covariates, new CoxOptions { Ridge = ridge });
            return model.Coefficients.Sum(value => value * value);
        }
    }

    [Fact]
    public void The_baseline_hazard_makes_the_expected_events_equal_to_the_observed()
    {
        var patients = Patients();
        foreach (var ties in Enum.GetValues<CoxTies>())
        {
            double[] eta = [.. Enumerable.Range(0, patients.Time.Length).Select(i => patients.Covariates[i, 0])];
            var residuals = CoxPartialLikelihood.MartingaleResiduals(patients.Time, patients.Event, eta, ties);
            Assert.Equal(0, residuals.Sum(), 1e-9);
            Assert.All(residuals, residual => Assert.True(residual <= 1));
        }
    }

    [Fact]
    public void Without_effect_the_Breslow_baseline_is_Nelson_Aalen()
    {
        double[] time = [1, 2, 2, 3, 4, 5];
        bool[] observed = [true, true, true, false, true, false];
        var column = new double[,] { { 1 }, { 2 }, { 1 }, { 2 }, { 1 }, { 2 } };
        var model = CoxRegression.Fit(time, observed, column, new CoxOptions { Ties = CoxTies.Breslow, Ridge = 1e9 });
        var hazard = NelsonAalen.Fit(time, observed);
        Close.To([.. model.BaselineTimes.Select(hazard.At)], [.. model.BaselineCumulativeHazard], "hazard", 1e-7);
        Assert.Equal([1, 2, 4], model.BaselineTimes);
    }

    [Fact]
    public void Widely_spread_log_hazards_neither_overflow_nor_vanish()
    {
        // Risk sets with log hazards 900, then 0, then -900: each event is the only one that matters in its set.
        Assert.Equal(0, CoxPartialLikelihood.LogLikelihood([1, 2, 3], [true, true, true], [900, 0, -900]), 1e-12);
        Assert.Equal(-2700, CoxPartialLikelihood.LogLikelihood([1, 2, 3], [true, true, true], [-900, 0, 900]), 1e-9);
    }

    [Fact]
    public void A_covariate_that_separates_the_events_does_not_converge_until_penalised()
    {
        double[] time = [1, 2, 3, 4, 5, 6];
        bool[] observed = [true, true, true, false, false, false];
        var column = new double[,] { { 1 }, { 1 }, { 1 }, { 0 }, { 0 }, { 0 } };
        Assert.False(CoxRegression.Fit(time, observed, column).Converged);
        var penalised = CoxRegression.Fit(time, observed, column, new CoxOptions { Ridge = 0.1 });
        Assert.True(penalised.Converged);
        Assert.InRange(penalised.Coefficients[0], 0.5, 10);
    }

    [Fact]
    public void Columns_that_determine_nothing_are_refused_by_number()
    {
        double[] time = [1, 2, 3, 4, 5];
        bool[] observed = [true, true, false, true, true];
        var constant = new double[,] { { 1, 7 }, { 3, 7 }, { 2, 7 }, { 5, 7 }, { 4, 7 } };
        var first = Assert.Throws<SurvivalDataException>(() => CoxRegression.Fit(time, observed, constant));
        Assert.Contains("column 1 is constant at 7", first.Message, StringComparison.Ordinal);
        var dependent = new double[,] { { 1, 3 }, { 3, 7 }, { 2, 5 }, { 5, 11 }, { 4, 9 } };
        var error = Assert.Throws<SurvivalDataException>(() => CoxRegression.Fit(time, observed, dependent));
        Assert.Contains("ridge penalty", error.Message, StringComparison.Ordinal);
        Assert.True(CoxRegression.Fit(time, observed, dependent, new CoxOptions { Ridge = 0.5 }).Converged);
        Assert.Throws<SurvivalDataException>(() => CoxRegression.Fit(time, new bool[5], constant));
        Assert.Throws<SurvivalDataException>(() => CoxRegression.Fit(time, observed, new double[5, 0]));
    }

    [Fact]
    public void A_model_takes_as_many_covariates_as_it_was_fitted_with()
    {
        var patients = Patients();
        var model = CoxRegression.Fit(patients.Time, patients.Event, patients.Covariates);
        Assert.Equal(0, model.Risk(model.Means.AsSpan()), 1e-12);
        Assert.Contains("3 columns", Assert.Throws<SurvivalDataException>(() => model.Risk([1])).Message, StringComparison.Ordinal);
    }

    // By the definition: for each event a loop over its risk set.
    private static double LogLikelihood(Simulated patients, double[] beta, CoxTies ties)
    {
        int count = patients.Time.Length;
        double[] eta = [.. Enumerable.Range(0, count)
            .Select(i => beta.Select((value, column) => value * patients.Covariates[i, column]).Sum())];
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            if (!patients.Event[i]) continue;
            double atRisk = 0, tied = 0, earlier = 0, together = 0;
            for (var j = 0; j < count; j++)
            {
                if (patients.Time[j] >= patients.Time[i]) atRisk += Math.Exp(eta[j]);
                if (!patients.Event[j] || patients.Time[j] != patients.Time[i]) continue;
                tied += Math.Exp(eta[j]);
                together++;
                if (j < i) earlier++;
            }
            sum += eta[i] - Math.Log(atRisk - (ties == CoxTies.Efron ? earlier / together * tied : 0));
        }
        return sum;
    }

    [Fact]
    public void A_risk_beyond_all_bounds_survives_until_the_first_event_and_not_longer()
    {
        var predictor = CoxPredictor.FromLogHazards([1, 2, 3], [true, true, false], [0, 0, 0]);
        Assert.Equal(1, predictor.SurvivalAt(1000, 0.5));
        Assert.Equal(0, predictor.SurvivalAt(1000, 1));
        Assert.Equal(1, predictor.ExpectedTime(1000, 3));
    }
}
