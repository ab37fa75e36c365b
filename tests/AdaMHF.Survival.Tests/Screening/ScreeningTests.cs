namespace AdaMHF.Survival.Tests;

public class ScreeningTests
{
    [Fact]
    public void The_example_of_Benjamini_and_Hochberg_rejects_the_first_four()
    {
        // Their section 4: fifteen p-values of a study of myocardial infarction.
        double[] p =
        [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459,
            0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000,
        ];
        var adjusted = FalseDiscoveryRate.BenjaminiHochberg(p);
        Assert.Equal(4, adjusted.Count(value => value <= 0.05));
        // R: p.adjust(p, "BH")
        double[] expected =
        [
            0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714, 0.06385714, 0.0645, 0.0765,
            0.486, 0.58118182, 0.714875, 0.75323077, 0.81321429, 1,
        ];
        for (var i = 0; i < p.Length; i++) Assert.Equal(expected[i], adjusted[i], 1e-8);
    }

    [Fact]
    public void Order_does_not_matter_and_an_unknown_p_value_does_not_count()
    {
        Assert.Equal([0.06, double.NaN, 0.06, 0.03], FalseDiscoveryRate.BenjaminiHochberg([0.06, double.NaN, 0.04, 0.01]));
        Assert.Empty(FalseDiscoveryRate.BenjaminiHochberg([]));
        Assert.Throws<SurvivalDataException>(() => FalseDiscoveryRate.BenjaminiHochberg([1.5]));
    }

    [Fact]
    public void A_covariate_that_cannot_matter_has_no_p_value()
    {
        double[] time = [1, 2, 3, 4, 5];
        bool[] observed = [false, true, true, false, true];
        Assert.Equal(double.NaN, UnivariateCox.PValue(time, observed, [7, 7, 7, 7, 7]));
        // Only the patient who was censored before the first death has it.
        Assert.Equal(double.NaN, UnivariateCox.PValue(time, observed, [1, 0, 0, 0, 0]));
        Assert.InRange(UnivariateCox.PValue(time, observed, [0, 1, 0, 1, 0]), 0, 1);
        Assert.Throws<SurvivalDataException>(() => UnivariateCox.PValue(time, observed, [0, 1, 0, 1, double.NaN]));
    }

    [Fact]
    public void P_values_of_covariates_without_effect_are_uniform()
    {
        var random = new Random(11);
        var below = 0;
        for (var run = 0; run < 400; run++)
        {
            double[] time = [.. Enumerable.Range(0, 60).Select(_ => 0.01 + random.NextDouble())];
            double[] values = [.. Enumerable.Range(0, 60).Select(_ => random.NextDouble())];
            bool[] observed = [.. Enumerable.Range(0, 60).Select(_ => random.NextDouble() < 0.6)];
            if (UnivariateCox.PValue(time, observed, values) < 0.1) below++;
        }
        // Binomial(400, 0.1): 40 with standard deviation 6.
        Assert.InRange(below, 22, 58);
    }
}
