using AdaMHF.PatchBags;

namespace AdaMHF.MLNet;

/// <summary>Mean feature vectors over the patches by which patients are predicted.</summary>
internal static class MeanPatches
{
    /// <summary>One vector per patient, in their order; every bag is read once, ahead of the computation.</summary>
    /// <param name="patients">Patients with a bag.</param>
    /// <param name="factory">Knows the width that is expected.</param>
    /// <param name="options">How many patches a patient is predicted by.</param>
    /// <exception cref="InvalidOperationException">A bag is of another width.</exception>
    public static double[][] Read(PatientModalities[] patients, PatientTensorFactory factory, SurvivalTrainerOptions options)
    {
        var reading = PatchPrefetcher.Read(
            patients,
            patient => new(patient.Bag, PredictionSample.Of(patient.Bag, options.PatchesPerPatient), InSpatialOrder: false),
            cancellation: options.CancellationToken);
        return [.. reading.Select(read =>
        {
            factory.RequireWidth(read.Item.Bag, read.Patches);
            return Mean(read.Patches);
        })];
    }

    private static double[] Mean(PatchFeatures patches)
    {
        var mean = new double[patches.Width];
        for (var i = 0; i < patches.Values.Length; i++) mean[i % patches.Width] += patches.Values[i];
        return Array.ConvertAll(mean, sum => sum / patches.Count);
    }
}
