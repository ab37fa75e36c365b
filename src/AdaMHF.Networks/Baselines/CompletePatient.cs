using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>
/// A patient as the published multimodal systems expect one: a missing modality is zeros (see
/// <see cref="MultimodalConfiguration"/>).
/// </summary>
internal sealed record CompletePatient(Tensor Patches, IReadOnlyList<Tensor> Genomics)
{
    /// <summary>Replaces a missing modality by zeros.</summary>
    /// <exception cref="ArgumentException">
    /// Both modalities are missing, the bag is empty, or the number of vectors differs from the number of groups.
    /// </exception>
    public static CompletePatient Of(PatientTensors patient, MultimodalConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(patient);
        var groups = configuration.GenomicGroupSizes;
        if (patient.Genomics is { } given && given.Count != groups.Count)
        {
            throw new ArgumentException(
                $"The patient has {given.Count} genomic groups; this network expects {groups.Count}.", nameof(patient));
        }
        if (patient.Patches is { } bag && bag.shape[0] == 0)
            throw new ArgumentException("The bag has no patch; expected at least one, or null for a missing bag.", nameof(patient));
        var like = patient.Patches
            ?? patient.Genomics?[0]
            ?? throw new ArgumentException("The patient has neither patches nor genomics.", nameof(patient));
        return new(
            patient.Patches ?? Zeros(like, 1, configuration.PatchWidth),
            patient.Genomics ?? [.. groups.Select(size => Zeros(like, size))]);
    }

    private static Tensor Zeros(Tensor like, params long[] shape) => zeros(shape, dtype: like.dtype, device: like.device);
}
