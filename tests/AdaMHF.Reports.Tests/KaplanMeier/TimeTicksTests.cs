namespace AdaMHF.Reports.Tests;

public class TimeTicksTests
{
    [Theory]
    [InlineData(60, 12)]
    [InlineData(95, 12)]
    [InlineData(130, 24)]
    [InlineData(240, 36)]
    [InlineData(35, 6)]
    [InlineData(1, 0.2)]
    [InlineData(0.003, 0.0005)]
    [InlineData(3650, 500)]
    [InlineData(1e9, 2e8)]
    public void The_interval_suits_months_and_gives_at_most_nine_ticks(double end, double interval)
    {
        var ticks = TimeTicks.UpTo(end);
        Assert.Equal(0, ticks[0]);
        Assert.Equal(interval, ticks[1], 1e-9 * interval);
        Assert.InRange(ticks.Length, 3, 9);
        Assert.InRange(ticks[^1], end - interval, end * (1 + 1e-9));
    }

    [Fact]
    public void A_given_interval_is_kept() => Assert.Equal([0, 10, 20, 30], TimeTicks.UpTo(30, 10));
}
