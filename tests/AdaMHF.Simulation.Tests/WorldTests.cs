using AdaMHF.Testing;

namespace AdaMHF.Simulation.Tests;

public class WorldTests
{
    private static readonly SimulationPreset Wide = new(8, [400, 400, 400, 400, 400, 400], 2000, 32);

    [Fact]
    public void Centroids_are_standard_normal()
    {
        var world = SimulatedCohort.Create(Wide).World;
        double[] values = [.. Enumerable.Range(0, 6).SelectMany(tissue => world.TissueCentroid(tissue).ToArray()), .. world.TumourCentroid];

        Assert.Equal(7 * 2000, values.Length);
        Assert.InRange(values.Average(), -0.03, 0.03);
        Assert.InRange(Statistics.Variance(values), 0.96, 1.04);
        Assert.InRange(values.Count(value => Math.Abs(value) < 1) / 14_000.0, 0.67, 0.695);
        Assert.InRange(values.Average(value => Math.Pow(value, 4)), 2.8, 3.2);
    }

    [Fact]
    public void Directions_of_the_subtypes_are_orthonormal()
    {
        var world = SimulatedCohort.Create(Wide).World;
        for (var a = 1; a <= 3; a++)
        {
            for (var b = 1; b <= 3; b++)
            {
                var product = world.FrontDirection(a).ToArray().Zip(world.FrontDirection(b).ToArray(), (x, y) => x * y).Sum();
                Assert.Equal(a == b ? 1 : 0, product, 1e-9);
            }
        }
    }

    [Fact]
    public void Of_the_loadings_85_percent_are_zero_and_the_rest_standard_normal()
    {
        var world = SimulatedCohort.Create(Wide).World;
        double[] loadings = [.. Enumerable.Range(0, 6).SelectMany(group => world.Loadings(group).ToArray())];
        double[] others = [.. loadings.Where(loading => loading != 0)];

        Assert.InRange(others.Length / (double)loadings.Length, 0.12, 0.18);
        Assert.InRange(Statistics.Variance(others), 0.8, 1.2);
    }

    [Fact]
    public void The_world_seed_alone_makes_the_world()
    {
        var world = SimulatedCohort.Create(SimulationPreset.Quick, worldSeed: 3, cohortSeed: 1).World;

        var same = SimulatedCohort.Create(SimulationPreset.Quick, worldSeed: 3, cohortSeed: 2).World;
        var other = SimulatedCohort.Create(SimulationPreset.Quick, worldSeed: 4, cohortSeed: 1).World;

        Assert.True(world.TumourCentroid.SequenceEqual(same.TumourCentroid));
        Assert.True(world.Loadings(5).SequenceEqual(same.Loadings(5)));
        Assert.False(world.TumourCentroid.SequenceEqual(other.TumourCentroid));
    }

    [Fact]
    public void Presets_have_their_published_sizes()
    {
        AssertSizes(SimulationPreset.Quick, 240, [40, 80, 120, 100, 60, 90], 128, 96);
        AssertSizes(SimulationPreset.Standard, 600, [40, 80, 120, 100, 60, 90], 256, 256);
        AssertSizes(SimulationPreset.Large, 1000, [89, 334, 534, 471, 1510, 482], 1024, 2048);
    }

    [Fact]
    public void Impossible_sizes_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new SimulationPreset(100, [1, 2, 3], 8, 32));
        Assert.Throws<ArgumentException>(() => new SimulationPreset(100, [1, 2, 3, 4, 5, 0], 8, 32));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SimulationPreset(100, [1, 2, 3, 4, 5, 6], 2, 32));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SimulationPreset(7, [1, 2, 3, 4, 5, 6], 8, 32));
    }

    private static void AssertSizes(SimulationPreset preset, int patients, int[] groups, int width, int medianPatches)
    {
        Assert.Equal((patients, width, medianPatches), (preset.Patients, preset.PatchWidth, preset.MedianPatches));
        Assert.Equal(groups, preset.GroupSizes);
    }
}
