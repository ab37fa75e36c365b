namespace AdaMHF.Survival.Tests;

public class NelsonAalenTests
{
    [Fact]
    public void Tied_events_add_one_step_or_one_after_the_other()
    {
        var together = NelsonAalen.Fit([1, 1, 3, 4], [true, true, false, true]);
        Assert.Equal([0, 0.5, 0.5, 1.5], new[] { 0.5, 1, 3.5, 4 }.Select(together.At));
        Close.To(2.0 / 16, together.Variance[0], "variance");
        var oneByOne = NelsonAalen.Fit([1, 1, 3, 4], [true, true, false, true], HazardTies.OneByOne);
        Close.To(1 / 4.0 + 1 / 3.0, oneByOne.At(1), "hazard");
        Close.To(1 / 16.0 + 1 / 9.0, oneByOne.Variance[0], "variance");
    }

    [Fact]
    public void The_hazard_of_exponential_lives_is_a_straight_line()
    {
        var simulated = new Simulated(20_000, [0], seed: 3);
        var curve = NelsonAalen.Fit(simulated.Time, simulated.Event);
        foreach (var time in new[] { 0.2, 0.5, 1, 1.5 })
        {
            var error = Math.Sqrt(curve.Variance[~curve.Times.AsSpan().BinarySearch(time) - 1]);
            Assert.True(Math.Abs(curve.At(time) - time) < 4 * error, $"{curve.At(time)} at {time}");
        }
    }
}
