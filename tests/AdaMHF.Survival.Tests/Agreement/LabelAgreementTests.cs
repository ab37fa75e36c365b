namespace AdaMHF.Survival.Tests;

public class LabelAgreementTests
{
    [Theory]
    [InlineData("0011222", "0101220")]
    [InlineData("0000011", "0123456")]
    [InlineData("0120120", "0000111")]
    public void Adjustment_and_p_value_are_those_of_all_permutations(string groups, string labels)
    {
        int[] rows = Digits(groups), columns = Digits(labels);
        double[] all = [.. Permutations(columns).Select(permuted => Information(rows, permuted))];
        Assert.Equal(5040, all.Length);
        var (information, expected) = (Information(rows, columns), all.Average());
        var mean = (Information(rows, rows) + Information(columns, columns)) / 2;

        var agreement = LabelAgreement.Of(rows, columns, permutations: 20_000);
        Assert.Equal(7, agreement.Subjects);
        Assert.Equal(information, agreement.MutualInformation, 1e-12);
        Assert.Equal((information - expected) / (mean - expected), agreement.AdjustedMutualInformation, 1e-10);
        // Five standard errors of 20,000 draws.
        Assert.Equal(all.Average(value => value >= information - 1e-9 ? 1.0 : 0), agreement.PValue, 5 * 0.5 / Math.Sqrt(20_000));
    }

    [Fact]
    public void Equal_groupings_agree_whatever_they_are_called()
    {
        var agreement = LabelAgreement.Of(Digits("00112200112"), Digits("77446677446"));
        Assert.Equal(1, agreement.AdjustedMutualInformation, 1e-12);
        Assert.True(agreement.PValue < 0.001, $"{agreement}");
    }

    [Fact]
    public void Unrelated_groupings_agree_no_more_than_by_chance()
    {
        var random = new Random(3);
        int[] Draw(int groups) => [.. Enumerable.Range(0, 60).Select(_ => random.Next(groups))];
        LabelAgreement[] drawn = [.. Enumerable.Range(0, 300).Select(_ => LabelAgreement.Of(Draw(3), Draw(4), permutations: 99))];
        Assert.Equal(0, drawn.Average(one => one.AdjustedMutualInformation), 0.01);
        // One in twenty, give or take four standard errors.
        Assert.Equal(0.05, drawn.Average(one => one.PValue <= 0.05 ? 1.0 : 0), 4 * Math.Sqrt(0.05 * 0.95 / 300));
    }

    [Fact]
    public void One_group_agrees_with_nothing_and_two_such_groupings_are_undefined()
    {
        var collapsed = LabelAgreement.Of(Digits("000000"), Digits("001122"));
        Assert.Equal((0, 0, 1), (collapsed.MutualInformation, collapsed.AdjustedMutualInformation, collapsed.PValue));
        Assert.Equal(double.NaN, LabelAgreement.Of(Digits("000"), Digits("111")).AdjustedMutualInformation);
    }

    [Fact]
    public void Samples_that_do_not_fit_are_refused()
    {
        Assert.Throws<SurvivalDataException>(() => LabelAgreement.Of([], []));
        Assert.Throws<SurvivalDataException>(() => LabelAgreement.Of([1, 2], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LabelAgreement.Of([1, 2], [1, 2], permutations: 0));
    }

    /// <summary>By definition, H(1) + H(2) - H(1, 2).</summary>
    private static double Information(int[] rows, int[] columns)
    {
        double Entropy<T>(IEnumerable<T> values) => -values.GroupBy(value => value)
            .Select(group => group.Count() / (double)rows.Length).Sum(share => share * Math.Log(share));
        return Entropy(rows) + Entropy(columns) - Entropy(rows.Zip(columns));
    }

    private static IEnumerable<int[]> Permutations(int[] values)
    {
        if (values.Length == 1) return [values];
        return values.SelectMany((first, place) =>
            Permutations([.. values[..place], .. values[(place + 1)..]]).Select(rest => (int[])[first, .. rest]));
    }

    private static int[] Digits(string text) => [.. text.Select(digit => digit - '0')];
}
