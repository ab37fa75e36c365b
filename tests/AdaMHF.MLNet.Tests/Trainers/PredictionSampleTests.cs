using AdaMHF.PatchBags;
using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

[Collection(nameof(SmallStudy))]
public class PredictionSampleTests(SmallStudy study)
{
    [Fact]
    public void A_sample_has_the_same_coordinates_whatever_the_order_of_the_patches_in_the_file()
    {
        var (bag, coordinates) = Bag(seed: 1, patches: 300);
        var expected = PredictionSample.Of(bag, 64).Select(row => coordinates[row]).ToHashSet();
        Assert.Equal(64, expected.Count);
        for (var seed = 2; seed < 6; seed++)
        {
            var (permuted, permutedCoordinates) = Bag(1, 300, shuffle: seed);
            Assert.Equal(expected, PredictionSample.Of(permuted, 64).Select(row => permutedCoordinates[row]).ToHashSet());
        }
    }

    [Fact]
    public void Slides_share_a_sample_in_proportion_to_their_patches_and_the_sample_ascends()
    {
        var slides = new[] { Features(1, 200, 0), Features(2, 100, 0) };
        var rows = PredictionSample.Of(PatchBag.FromMemory(slides), 60);
        Assert.Equal(rows.Distinct().Order(), rows);
        Assert.Equal(40, rows.Count(row => row < 200));
    }

    [Fact]
    public void Without_coordinates_or_with_few_patches_it_is_the_evenly_spaced_one()
    {
        Assert.Equal(PatchSampling.EvenlySpaced(300, 64), PredictionSample.Of(PatchBag.FromMemory(new float[300 * 4], 4), 64));
        Assert.Equal(Enumerable.Range(0, 50), PredictionSample.Of(Bag(1, 50).Bag, 64));
    }

    [Fact]
    public void The_order_of_the_patches_in_the_file_does_not_change_the_prediction_of_the_default_network()
    {
        // Positional encoding, grid experts, value convolution and landmarks are on, and the larger bag is sampled.
        var options = new AdaMhfTrainer.Options { Network = SmallStudy.TinyNetwork, Epochs = 1, PatchesPerPatient = 24 };
        using var model = study.Pipeline(new MLContext(seed: 3), options).Fit(study.Split.TrainSet);
        var engine = study.ML.Model.CreatePredictionEngine<BagPatient, Prognosis>(model.LastTransformer);
        foreach (var patches in (int[])[20, 90])
        {
            var score = engine.Predict(new BagPatient { Bag = Bag(1, patches).Bag }).Score;
            for (var seed = 2; seed < 6; seed++)
                Assert.Equal(score, engine.Predict(new BagPatient { Bag = Bag(1, patches, shuffle: seed).Bag }).Score);
            var elsewhere = PatchBag.FromMemory(Features(1, patches, shuffle: 2).Values, 16, Features(1, patches, 0).Coordinates);
            Assert.NotEqual(score, engine.Predict(new BagPatient { Bag = elsewhere }).Score);
        }
    }

    private static (PatchBag Bag, PatchCoordinate[] Coordinates) Bag(int seed, int patches, int shuffle = 0)
    {
        var features = Features(seed, patches, shuffle);
        return (PatchBag.FromMemory(features), features.Coordinates!);
    }

    /// <summary>Patches at distinct coordinates, in an order that <paramref name="shuffle"/> decides.</summary>
    private static PatchFeatures Features(int seed, int patches, int shuffle)
    {
        var random = new Random(seed);
        var coordinates = Enumerable.Range(0, 40 * 40).Select(cell => new PatchCoordinate(256 * (cell % 40), 256 * (cell / 40))).ToArray();
        random.Shuffle(coordinates);
        float[] Row() => [.. Enumerable.Range(0, 16).Select(_ => random.NextSingle() - 0.5f)];
        var rows = Enumerable.Range(0, patches).Select(_ => Row()).ToArray();
        int[] order = [.. Enumerable.Range(0, patches)];
        if (shuffle > 0) new Random(shuffle).Shuffle(order);
        return new PatchFeatures([.. order.SelectMany(patch => rows[patch])], 16, [.. order.Select(patch => coordinates[patch])]);
    }

    private sealed class Prognosis
    {
        public float Score { get; set; }
    }
}
