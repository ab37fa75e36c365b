namespace AdaMHF.Survival.Tests;

public class HazardRecalibrationTests
{
    private const int Subjects = 4000;
    private const double End = 60;
    private static readonly TimeBins Bins = TimeBins.FromEdges([0, 10, 20, 40, double.PositiveInfinity]);

    [Fact]
    public void A_known_distortion_is_undone_and_each_bin_expects_the_events_that_it_had()
    {
        var (time, died, distorted) = Lives(seed: 4);
        var fitted = HazardRecalibration.Fit(time, died, distorted, Bins, End);
        Assert.Equal(0.5, fitted.Slope, 0.04);
        Assert.All(fitted.Intercepts, intercept => Assert.Equal(-0.35, intercept, 0.12));
        for (var bin = 0; bin < Bins.Count; bin++)
        {
            var (start, end) = (Bins.Edges[bin], Math.Min(Bins.Edges[bin + 1], End));
            int[] atRisk = [.. Enumerable.Range(0, Subjects).Where(i => time[i] >= start && (died[i] || time[i] >= (start + end) / 2))];
            var known = Bins.AtRisk(bin, time, died, End);
            Assert.Equal(atRisk, known.Subjects);
            Assert.Equal(atRisk.Select(i => died[i] && time[i] <= end), known.Events);
            // Targets are smoothed by one subject on either side.
            Assert.Equal(known.Events.Count(death => death), atRisk.Sum(i => fitted.Apply(bin, distorted[i, bin])), 1.01);
        }
    }

    [Fact]
    public void Hazards_in_the_wrong_order_get_the_levels_alone()
    {
        var (time, died, distorted) = Lives(seed: 5);
        for (var i = 0; i < Subjects; i++)
        {
            for (var bin = 0; bin < Bins.Count; bin++) distorted[i, bin] = 1 - distorted[i, bin];
        }
        var fitted = HazardRecalibration.Fit(time, died, distorted, Bins, End);
        Assert.Equal(0, fitted.Slope);
        var first = Bins.AtRisk(0, time, died, End).Events;
        Assert.Equal(first.Average(death => death ? 1.0 : 0), fitted.Apply(0, 0.9), 0.001);
    }

    [Fact]
    public void One_bin_is_Platt_scaling_at_its_end() => Properties.ForAllSamples(sample =>
    {
        // Without censoring all weights are 1.
        var bins = TimeBins.FromEdges([0, 3.5, double.PositiveInfinity]);
        bool[] observed = [.. sample.Event.Select(_ => true)];
        if (sample.Time.All(time => time > 3.5) || sample.Time.All(time => time <= 3.5) || sample.Time.Max() < 4) return;
        double[] survival = [.. sample.Risk.Select((risk, i) => 0.5 + (risk / 10) + (i % 3 * 0.05))];
        var hazards = new double[sample.Count, 2];
        for (var i = 0; i < sample.Count; i++) (hazards[i, 0], hazards[i, 1]) = (1 - survival[i], 0.5);
        var platt = HorizonRecalibration.Platt(sample.Time, observed, survival, 3.5);
        var first = HazardRecalibration.Fit(sample.Time, observed, hazards, bins, sample.Time.Max());
        // The second bin, of one hazard, has no slope to add.
        Close.To(platt.Slope, first.Slope, "slope", 1e-6);
        Close.To(1 - platt.Apply(0.7), first.Apply(0, 0.3), "hazard", 1e-6);
    });

    [Fact]
    public void Lengths_bins_and_hazards_are_checked()
    {
        double[] time = [1, 20];
        bool[] died = [true, false];
        Assert.Throws<SurvivalDataException>(() => HazardRecalibration.Fit(time, died, new double[2, 3], Bins, End));
        Assert.Throws<SurvivalDataException>(() => HazardRecalibration.Fit(time, died, new double[1, 4], Bins, End));
        double[,] wrong = { { 2.0, 0, 0, 0 }, { 0, 0, 0, 0 } };
        Assert.Throws<SurvivalDataException>(() => HazardRecalibration.Fit(time, died, wrong, Bins, End));
        Assert.Throws<ArgumentOutOfRangeException>(() => HazardRecalibration.Fit(time, died, new double[2, 4], Bins, 40));
    }

    // Hazards whose log odds were doubled and raised by 0.7.
    private static (double[] Time, bool[] Died, double[,] Hazards) Lives(int seed)
    {
        var random = new Random(seed);
        var (time, died, distorted) = (new double[Subjects], new bool[Subjects], new double[Subjects, 4]);
        for (var i = 0; i < Subjects; i++)
        {
            var x = (2 * (random.NextDouble() + random.NextDouble() + random.NextDouble())) - 3;
            double[] logOdds = [-1.5 + x, -1 + x, -0.5 + x, x];
            for (var k = 0; k < 4; k++) distorted[i, k] = 1 / (1 + Math.Exp(-((2 * logOdds[k]) + 0.7)));
            var bin = 0;
            while (bin < 4 && random.NextDouble() >= 1 / (1 + Math.Exp(-logOdds[bin]))) bin++;
            (died[i], time[i]) = (bin < 4, bin < 4 ? Bins.Edges[bin] + 1 + random.NextDouble() : End);
        }
        return (time, died, distorted);
    }
}
