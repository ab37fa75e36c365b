using AdaMHF.Networks;
using AdaMHF.PatchBags;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>Puts a patient's data on the device, patches in spatial order.</summary>
internal sealed class PatientTensorFactory(Device device, int? patchWidth)
{
    /// <summary>Reads the given patches and copies everything over. The tensors belong to the current dispose scope.</summary>
    /// <exception cref="InvalidOperationException">The patches are of another width than the model's.</exception>
    public PatientTensors Create(PatientModalities patient, ReadOnlySpan<int> patches)
    {
        var genomics = patient.Genomics is null ? null : Array.ConvertAll(patient.Genomics, group => tensor(group, device: device));
        return new PatientTensors(patches.IsEmpty ? null : Patches(patient.Bag, patches), genomics);
    }

    private Tensor Patches(PatchBag bag, ReadOnlySpan<int> rows)
    {
        if (bag.Width != patchWidth)
        {
            throw new InvalidOperationException(
                $"{string.Join(", ", bag.Sources)} has patch features of width {bag.Width}; the model was trained with width {patchWidth?.ToString() ?? "unknown"}. "
                + "Extract the features with the encoder that the training features came from.");
        }
        var features = bag.Read(rows);
        var values = features.Coordinates is null ? features.Values : Reordered(features, SpatialOrder.Of(features.Coordinates, SlidesOf(bag, rows)));
        return tensor(values, features.Count, features.Width, device: device);
    }

    private static int[] SlidesOf(PatchBag bag, ReadOnlySpan<int> rows)
    {
        var slides = new int[rows.Length];
        var (slide, end) = (0, bag.Slides[0].PatchCount);
        for (var i = 0; i < rows.Length; i++)
        {
            while (rows[i] >= end) end += bag.Slides[++slide].PatchCount;
            slides[i] = slide;
        }
        return slides;
    }

    private static float[] Reordered(PatchFeatures features, int[] order)
    {
        var values = new float[features.Values.Length];
        for (var i = 0; i < order.Length; i++) features.Row(order[i]).CopyTo(values.AsSpan(i * features.Width));
        return values;
    }
}
