using AdaMHF.Survival;

namespace AdaMHF.MLNet.Tests;

public class PatchClustersTests
{
    [Fact]
    public void True_clusters_are_found_and_are_the_same_each_time()
    {
        var random = new Random(1);
        float[][] truth = [[0, 0, 5], [5, 0, 0], [0, 5, 0]];
        float[] Near(float[] center) => [.. center.Select(value => value + ((float)random.NextDouble() - 0.5f))];
        float[][] rows = [.. Enumerable.Range(0, 300).Select(i => Near(truth[i % 3]))];
        var centroids = PatchClusters.Centroids(rows, width: 3, clusters: 3, seed: 2);
        Assert.Equal(centroids, PatchClusters.Centroids(rows, width: 3, clusters: 3, seed: 2));
        foreach (var center in truth)
            Assert.Single(centroids.Chunk(3), centroid => centroid.Zip(center, (a, b) => Math.Abs(a - b)).Max() < 0.2);
    }

    [Fact]
    public void Fewer_patches_than_clusters_are_refused() =>
        Assert.Throws<SurvivalDataException>(() => PatchClusters.Centroids([[1, 2], [3, 4]], width: 2, clusters: 3, seed: 1));
}
