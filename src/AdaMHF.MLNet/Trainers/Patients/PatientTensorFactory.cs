using AdaMHF.Networks;
using AdaMHF.PatchBags;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>Puts a patient's data on the device, patches in spatial order.</summary>
internal sealed class PatientTensorFactory(Device device, int? patchWidth)
{
    /// <summary>Reads the given patches and copies everything over. The tensors belong to the current dispose scope.</summary>
    /// <exception cref="InvalidOperationException">The patches are of another width than the model's.</exception>
    public PatientTensors Create(PatientModalities patient, ReadOnlySpan<int> patches) =>
        Create(patient, patches.IsEmpty ? null : patient.Bag.ReadInSpatialOrder(patches));

    /// <summary>Copies everything over. The tensors belong to the current dispose scope.</summary>
    /// <param name="patient">The patient.</param>
    /// <param name="patches">What was read of the bag; null or without rows when pathology is missing.</param>
    /// <exception cref="InvalidOperationException">The patches are of another width than the model's.</exception>
    public PatientTensors Create(PatientModalities patient, PatchFeatures? patches)
    {
        var genomics = patient.Genomics is null ? null : Array.ConvertAll(patient.Genomics, group => DeviceTensor.Of(group, device, group.Length));
        return new PatientTensors(patches is null or { Count: 0 } ? null : Patches(patient.Bag, patches), genomics);
    }

    private Tensor Patches(PatchBag bag, PatchFeatures features)
    {
        if (features.Width != patchWidth)
        {
            throw new InvalidOperationException(
                $"{string.Join(", ", bag.Sources)} has patch features of width {features.Width}; the model was trained with width {patchWidth?.ToString() ?? "unknown"}. "
                + "Extract the features with the encoder that the training features came from.");
        }
        return DeviceTensor.Of(features.Values, device, features.Count, features.Width);
    }
}
