namespace AdaMHF.Survival.Tests;

public class SubgroupComparisonTests
{
    [Fact]
    public void Equal_groups_are_seldom_told_apart_and_a_group_without_signal_is_found()
    {
        const int Worlds = 100;
        int[] equal = new int[2], different = new int[2];
        for (var world = 0; world < Worlds; world++)
        {
            var patients = new Simulated(400, [0.8], world);
            var random = new Random(world);
            int[] group = [.. Enumerable.Range(0, 400).Select(_ => random.Next(2))];
            double[] risk = [.. Enumerable.Range(0, 400).Select(i => patients.Covariates[i, 0])];
            double[] blind = [.. risk.Select((value, i) => group[i] == 0 ? value : random.NextDouble())];
            Count(SubgroupComparison.Compute(patients.Time, patients.Event, risk, group), equal);
            Count(SubgroupComparison.Compute(patients.Time, patients.Event, blind, group), different);
        }
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(", ", equal) + " of 100; " + string.Join(", ", different));
        // Beyond four standard errors of 5 % in 100 trials.
        Assert.All(equal, count => Assert.InRange(count, 0, 14));
        Assert.All(different, count => Assert.True(count > 0.5 * Worlds, $"{count} of {Worlds}"));

        static void Count(SubgroupComparisonResult result, int[] counts)
        {
            if (result.HeterogeneityPValue < 0.05) counts[0]++;
            if (result.InteractionPValue < 0.05) counts[1]++;
        }
    }

    [Fact]
    public void Groups_without_deaths_leave_the_test_undefined_with_a_reason()
    {
        var result = SubgroupComparison.Compute([1, 2, 3, 4], [true, true, false, false], [4, 3, 2, 1], [0, 0, 1, 1]);
        Assert.True(double.IsNaN(result.HeterogeneityPValue));
        Assert.NotNull(result.UndefinedReason);
        Assert.Throws<SurvivalDataException>(() => SubgroupComparison.Compute([1, 2], [true, true], [2, 1], [5, 5]));
    }
}
