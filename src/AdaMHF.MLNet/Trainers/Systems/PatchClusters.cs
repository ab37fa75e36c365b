using AdaMHF.PatchBags;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace AdaMHF.MLNet;

/// <summary>Clusters of patches by ML.NET's k-means.</summary>
internal static class PatchClusters
{
    /// <summary>Patches of the patients who are learned from, as many of each.</summary>
    /// <param name="run">Gives patients and seed.</param>
    /// <param name="most">About how many patches in all; each patient has at least one.</param>
    public static float[][] Sample(TrainingRun run, int most)
    {
        var bags = run.TrainingRows.Select(index => (index, run.Patients.Modalities[index].Bag)).Where(patient => !patient.Bag.IsEmpty).ToArray();
        var each = Math.Max(1, most / Math.Max(1, bags.Length));
        return [.. bags.SelectMany(patient =>
        {
            var patches = patient.Bag.Read(PatchSampling.Random(patient.Bag.PatchCount, each, run.Seed, patient.index));
            return Enumerable.Range(0, patches.Count).Select(row => patches.Row(row).ToArray());
        })];
    }

    /// <summary>Centroids, row after row; the same for the same seed.</summary>
    /// <exception cref="SurvivalDataException">There are fewer patches than clusters.</exception>
    public static float[] Centroids(float[][] rows, int width, int clusters, int seed)
    {
        if (rows.Length < clusters)
            throw new SurvivalDataException($"The training patients have {rows.Length} patches to find {clusters} clusters with; expected at least as many. Lower Clusters or raise ClusteredPatches.");
        var ml = new MLContext(seed);
        var schema = SchemaDefinition.Create(typeof(Patch));
        schema[nameof(Patch.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        var data = ml.Data.LoadFromEnumerable(rows.Select(row => new Patch { Features = row }), schema);
        // One thread: more would add up in another order each time.
        var trainer = ml.Clustering.Trainers.KMeans(new KMeansTrainer.Options { NumberOfClusters = clusters, FeatureColumnName = nameof(Patch.Features), NumberOfThreads = 1 });
        VBuffer<float>[]? centroids = null;
        trainer.Fit(data).Model.GetClusterCentroids(ref centroids, out _);
        return [.. centroids!.SelectMany(centroid => centroid.DenseValues())];
    }

    private sealed class Patch
    {
        public float[] Features { get; set; } = [];
    }
}
