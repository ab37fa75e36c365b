using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>Modalities that a unimodal network requires.</summary>
internal static class PatientRequirements
{
    public static Tensor RequiredPatches(this PatientTensors patient, string network)
    {
        ArgumentNullException.ThrowIfNull(patient);
        var patches = patient.Patches ?? throw new ArgumentException(Missing(network, "patches"), nameof(patient));
        if (patches.shape[0] == 0)
            throw new ArgumentException("The bag has no patch; expected at least one, or null for a missing bag.", nameof(patient));
        return patches;
    }

    public static IReadOnlyList<Tensor> RequiredGenomics(this PatientTensors patient, string network)
    {
        ArgumentNullException.ThrowIfNull(patient);
        return patient.Genomics ?? throw new ArgumentException(Missing(network, "genomic profiles"), nameof(patient));
    }

    public static IReadOnlyList<Tensor> RequiredGenomics(this BatchTensors batch, string network) =>
        batch.WithGenomics.Count == batch.Count
            ? batch.Genomics!
            : throw new ArgumentException(Missing(network, "genomic profiles"), nameof(batch));

    private static string Missing(string network, string what) =>
        $"{network} needs {what}, and the patient has none. Leave such patients out.";
}
