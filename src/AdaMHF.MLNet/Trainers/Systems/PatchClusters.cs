using AdaMHF.PatchBags;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace AdaMHF.MLNet;

/// <summary>Clusters patches by ML.NET's k-means.</summary>
internal static class PatchClusters
{
    /// <summary>Samples patches of the training patients, as many of each.</summary>
    /// <param name="run">Gives patients and seed.</param>
    /// <param name="maxPatches">Patches in all, at least one per patient.</param>
    public static float[][] Sample(TrainingRun run, int maxPatches)
    {
        var bags = run.TrainingRows
            .Select(index => (index, run.Patients.Modalities[index].Bag))
            .Where(patient => !patient.Bag.IsEmpty)
            .ToArray();
        var each = Math.Max(1, maxPatches / Math.Max(1, bags.Length));
        return [.. bags.SelectMany(patient =>
        {
            var patches = patient.Bag.Read(PatchSampling.Random(patient.Bag.PatchCount, each, run.Seed, patient.index));
            return Enumerable.Range(0, patches.Count).Select(row => patches.Row(row).ToArray());
        })];
    }

    /// <summary>Centroids, clusters x width, row-major; the same for the same seed.</summary>
    /// <exception cref="SurvivalDataException">There are fewer patches than clusters.</exception>
    public static float[] Centroids(float[][] rows, int width, int clusters, int seed)
    {
        if (rows.Length < clusters)
        {
            throw new SurvivalDataException(
                $"The training patients have {rows.Length} patches to find {clusters} clusters with; expected at least as many. "
                + "Lower Clusters or raise ClusteredPatches.");
        }
        var ml = new MLContext(seed);
        var schema = SchemaDefinition.Create(typeof(Patch));
        schema[nameof(Patch.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        var data = ml.Data.LoadFromEnumerable(rows.Select(row => new Patch { Features = row }), schema);
        var trainer = ml.Clustering.Trainers.KMeans(new KMeansTrainer.Options
        {
            NumberOfClusters = clusters,
            FeatureColumnName = nameof(Patch.Features),
            // Several threads would add up in a different order each time.
            NumberOfThreads = 1,
        });
        VBuffer<float>[]? centroids = null;
        trainer.Fit(data).Model.GetClusterCentroids(ref centroids, out _);
        return [.. centroids!.SelectMany(centroid => centroid.DenseValues())];
    }

    private sealed class Patch
    {
        public float[] Features { get; set; } = [];
    }
}
