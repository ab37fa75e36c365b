namespace AdaMHF.Survival.Tests;

public class FamilyWiseErrorTests
{
    [Fact]
    public void Holm_is_the_closed_test_of_Bonferroni()
    {
        var random = new Random(5);
        for (var run = 0; run < 20; run++)
        {
            double[] p = [.. Enumerable.Range(0, 6).Select(_ => Math.Round(Math.Pow(random.NextDouble(), 3), 2))];
            var adjusted = FamilyWiseErrorRate.Holm(p);
            for (var test = 0; test < p.Length; test++)
            {
                // A hypothesis falls when every intersection with others falls.
                var sets = Enumerable.Range(1, (1 << p.Length) - 1).Where(set => (set >> test & 1) == 1)
                    .Select(set => p.Where((_, other) => (set >> other & 1) == 1).ToArray());
                Assert.Equal(sets.Max(set => Math.Min(1, set.Length * set.Min())), adjusted[test], 1e-12);
            }
        }
    }

    [Fact]
    public void An_unknown_p_value_does_not_count_and_an_impossible_one_is_refused()
    {
        // R: p.adjust(c(0.06, NA, 0.04, 0.01), "holm")
        double[] expected = [0.08, double.NaN, 0.08, 0.03];
        var found = FamilyWiseErrorRate.Holm([0.06, double.NaN, 0.04, 0.01]);
        for (var test = 0; test < expected.Length; test++) Assert.Equal(expected[test], found[test], 1e-12);
        Assert.Empty(FamilyWiseErrorRate.Holm([]));
        Assert.Throws<SurvivalDataException>(() => FamilyWiseErrorRate.Holm([-0.1]));
    }
}
