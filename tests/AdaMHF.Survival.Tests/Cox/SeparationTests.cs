namespace AdaMHF.Survival.Tests;

/// <summary>
/// With one covariate the partial likelihood is monotone exactly when the subjects who die have the largest covariate of all at risk, at
/// every death, or the smallest at every death. Then there is no finite estimate, and a fit says so.
/// </summary>
public class SeparationTests
{
    [Fact]
    public void The_reported_sample_has_no_finite_estimate()
    {
        // The carriers die, the others are followed to the end; R warns that the coefficient may be infinite.
        double[] time = [1, 2, 3, 4, 5, 6, 7, 8];
        bool[] died = [true, true, true, false, true, false, false, false];
        var carrier = Column([1, 1, 1, 1, 1, 0, 0, 0]);
        Assert.False(CoxRegression.Fit(time, died, carrier).Converged);
        Assert.True(CoxRegression.Fit(time, died, carrier, new CoxOptions { Ridge = 0.1 }).Converged);
        var bins = TimeBins.FromEdges([0, 2.5, 10]);
        Assert.False(DiscreteHazardRegression.Fit(time, died, carrier, bins, new DiscreteHazardOptions { Ridge = 0 }).Converged);
        Assert.True(DiscreteHazardRegression.Fit(time, died, carrier, bins, new DiscreteHazardOptions { Ridge = 0.1 }).Converged);
    }

    [Fact]
    public void A_fit_converges_exactly_where_the_likelihood_has_a_maximum()
    {
        var random = new Random(17);
        var (monotone, regular) = (0, 0);
        for (var sample = 0; sample < 600; sample++)
        {
            var subjects = random.Next(4, 40);
            double[] time = [.. Enumerable.Range(0, subjects).Select(_ => (double)random.Next(1, 30))];
            bool[] died = [.. time.Select(_ => random.Next(3) == 0)];
            var isRare = random.Next(2) == 0;
            double[] x = [.. time.Select(_ => isRare ? (random.Next(8) == 0 ? 1.0 : 0) : Math.Round(random.NextDouble(), 1))];
            if (x.Distinct().Count() == 1 || !died.Contains(true) || !Varies(time, died, x)) continue;
            var expected = !IsMonotone(time, died, x);
            var model = CoxRegression.Fit(time, died, Column(x));
            Assert.True(expected == model.Converged, $"sample {sample}: {model.Coefficients[0]}, {model.Iterations} steps");
            if (expected) regular++;
            else monotone++;
        }
        Assert.True(monotone > 50 && regular > 200, $"{monotone} without a maximum, {regular} with one");
    }

    // Whether anybody at risk at a death differs from another: otherwise there is no likelihood to speak of.
    private static bool Varies(double[] time, bool[] died, double[] x) => Enumerable.Range(0, time.Length).Where(i => died[i])
        .Any(i => AtRisk(time, x, time[i]).Distinct().Count() > 1);

    private static bool IsMonotone(double[] time, bool[] died, double[] x)
    {
        var deaths = Enumerable.Range(0, time.Length).Where(i => died[i]).ToArray();
        return deaths.All(i => x[i] == AtRisk(time, x, time[i]).Max()) || deaths.All(i => x[i] == AtRisk(time, x, time[i]).Min());
    }

    private static IEnumerable<double> AtRisk(double[] time, double[] x, double at) => x.Where((_, other) => time[other] >= at);

    private static double[,] Column(double[] values)
    {
        var column = new double[values.Length, 1];
        for (var i = 0; i < values.Length; i++) column[i, 0] = values[i];
        return column;
    }
}
