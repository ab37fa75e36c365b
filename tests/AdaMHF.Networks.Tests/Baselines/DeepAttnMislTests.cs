using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class DeepAttnMislTests
{
    [Fact]
    public void Patches_go_to_the_nearest_centroid()
    {
        using var scope = NewDisposeScope();
        using var network = DeepAttnMislNetwork.Create(Unimodal.DeepAttnMisl, seed: 1);
        // Centroids of unlike lengths, which a product alone would rank otherwise.
        var centroids = new Numbers(2).Normal(4, Unimodal.PatchWidth) * tensor(new[] { 0.6f, 0.8f, 1, 1.2f }).unsqueeze(1);
        network.SetCentroids(centroids);
        var patches = new Numbers(3).Normal(200, Unimodal.PatchWidth).Times(2);
        var (rows, candidates) = (Matrix.Of(patches), Matrix.Of(centroids));
        double Distance(double[] row, int cluster) => row.Zip(candidates[cluster], (x, y) => (x - y) * (x - y)).Sum();
        long[] expected = [.. rows.Select(row => (long)Enumerable.Range(0, 4).MinBy(cluster => Distance(row, cluster)))];
        Assert.Equal(expected, network.Nearest(patches).data<long>().ToArray());
        Assert.Equal(4, expected.Distinct().Count());
        Assert.Throws<ArgumentException>(() => network.SetCentroids(centroids.narrow(0, 0, 3)));
    }

    [Fact]
    public void Centroids_are_saved_with_the_weights_and_do_not_learn()
    {
        using var scope = NewDisposeScope();
        using var network = DeepAttnMislNetwork.Create(Unimodal.DeepAttnMisl, seed: 1);
        network.SetCentroids(new Numbers(2).Normal(4, Unimodal.PatchWidth));
        Assert.DoesNotContain("centroids", network.named_parameters().Select(entry => entry.name));

        using var stream = new MemoryStream();
        NetworkWeights.Save(network, stream);
        using var loaded = DeepAttnMislNetwork.Create(Unimodal.DeepAttnMisl, seed: 2);
        NetworkWeights.Load(loaded, TensorFiles.SafeTensorsFile.Parse(stream.ToArray(), "memory"));
        network.eval();
        loaded.eval();
        TensorAssert.Identical(network.call(Unimodal.Patient(1)).Logits, loaded.call(Unimodal.Patient(1)).Logits);
    }

    private static Tensor Logits(DeepAttnMislNetwork network, Tensor patches, Tensor numbers) =>
        network.Logits(patches, numbers, [(int)patches.shape[0]]);

    [Fact]
    public void An_empty_cluster_counts_as_a_row_of_zeros_or_not_at_all()
    {
        using var scope = NewDisposeScope();
        using var published = DeepAttnMislNetwork.Create(Unimodal.DeepAttnMisl, seed: 1);
        using var masked = DeepAttnMislNetwork.Create(Unimodal.DeepAttnMisl with { LeavesOutEmptyClusters = true }, seed: 1);
        published.eval();
        masked.eval();
        var patches = Unimodal.Patient(1, patches: 6).Patches!;
        var (full, withEmpty) = (tensor(new long[] { 0, 1, 2, 3, 0, 1 }), tensor(new long[] { 0, 1, 2, 0, 0, 1 }));
        TensorAssert.Close(Logits(published, patches, full), Logits(masked, patches, full), 1e-6);
        Assert.True((Logits(published, patches, withEmpty) - Logits(masked, patches, withEmpty)).abs().max().item<float>() > 1e-5);

        // One cluster with patches, masked: attention over one row is that row, whatever its score.
        var alone = Logits(masked, patches, zeros(6, dtype: int64));
        using (no_grad()) masked.state_dict()["pool.scorer.scores.bias"].Plus_(3);
        TensorAssert.Close(alone, Logits(masked, patches, zeros(6, dtype: int64)), 1e-6);
    }
}
