using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>Modalities that a unimodal network requires.</summary>
internal static class PatientRequirements
{
    public static TokenBatch RequiredPatches(this BatchTensors batch, string network) =>
        batch.WithPathology.Count == batch.Count ? Bags(batch) : throw new ArgumentException(Missing(network, "patches"), nameof(batch));

    public static IReadOnlyList<Tensor> RequiredGenomics(this BatchTensors batch, string network) =>
        batch.WithGenomics.Count == batch.Count
            ? batch.Genomics!
            : throw new ArgumentException(Missing(network, "genomic profiles"), nameof(batch));

    /// <summary>The bags of those who have one; at least one does.</summary>
    /// <exception cref="ArgumentException">A bag is empty.</exception>
    public static TokenBatch Bags(this BatchTensors batch)
    {
        if (batch.PatchCounts.Contains(0))
            throw new ArgumentException("The bag has no patch; expected at least one, or null for a missing bag.", nameof(batch));
        var patches = batch.Patches!;
        return new(patches, new([.. batch.PatchCounts], patches.shape[1], patches.device));
    }

    private static string Missing(string network, string what) =>
        $"{network} needs {what}, and the patient has none. Leave such patients out.";
}
