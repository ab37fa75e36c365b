using AdaMHF.Networks;
using AdaMHF.PatchBags;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>Puts the data of patients on the device, patches in spatial order.</summary>
internal sealed class PatientTensorFactory(Device device, int? patchWidth)
{
    /// <summary>Copies one patient over. The tensors belong to the current dispose scope.</summary>
    /// <param name="patient">The patient.</param>
    /// <param name="patches">What was read of the bag; null or without rows when pathology is missing.</param>
    /// <exception cref="InvalidOperationException">The patches are of another width than the model's.</exception>
    public PatientTensors Create(PatientModalities patient, PatchFeatures? patches)
    {
        var genomics = patient.Genomics is null
            ? null
            : Array.ConvertAll(patient.Genomics, group => DeviceTensor.Of(group, device, group.Length));
        return new PatientTensors(patches is null or { Count: 0 } ? null : Patches(patient.Bag, patches), genomics)
        {
            Clinical = patient.Clinical is { } values ? DeviceTensor.Of(values, device, values.Length) : null,
        };
    }

    /// <summary>Copies some patients over. The tensors belong to the current dispose scope.</summary>
    /// <param name="patients">
    /// The patients, at least one, each with what was read of the bag; null or without rows when pathology is missing.
    /// </param>
    /// <exception cref="InvalidOperationException">Patches are of another width than the model's.</exception>
    public BatchTensors Create(IReadOnlyList<(PatientModalities Patient, PatchFeatures? Patches)> patients)
    {
        int[] pathology = [.. Enumerable.Range(0, patients.Count).Where(place => patients[place].Patches is { Count: > 0 })];
        int[] genomics = [.. Enumerable.Range(0, patients.Count).Where(place => patients[place].Patient.Genomics is not null)];
        int[] clinical = [.. Enumerable.Range(0, patients.Count).Where(place => patients[place].Patient.Clinical is not null)];
        return new(patients.Count)
        {
            Patches = pathology.Length == 0
                ? null
                : Bags(Array.ConvertAll(pathology, place => (patients[place].Patient.Bag, patients[place].Patches!))),
            PatchCounts = Array.ConvertAll(pathology, place => patients[place].Patches!.Count),
            WithPathology = pathology,
            Genomics = genomics.Length == 0 ? null : Groups(Array.ConvertAll(genomics, place => patients[place].Patient.Genomics!)),
            WithGenomics = genomics,
            Clinical = clinical.Length == 0 ? null : Rows(Array.ConvertAll(clinical, place => patients[place].Patient.Clinical!)),
            WithClinical = clinical,
        };
    }

    /// <summary>Copies variants of one patient over, whose bag is copied once.</summary>
    /// <param name="variants">At least one, each with what was read of the bag, or without pathology.</param>
    /// <exception cref="InvalidOperationException">The patches are of another width than the model's.</exception>
    public BatchTensors CreateWithOneBag(IReadOnlyList<(PatientModalities Patient, PatchFeatures? Patches)> variants)
    {
        int[] pathology = [.. Enumerable.Range(0, variants.Count).Where(place => variants[place].Patches is { Count: > 0 })];
        var batch = Create([.. variants.Select(variant => (variant.Patient, (PatchFeatures?)null))]);
        if (pathology.Length == 0) return batch;
        var (patient, patches) = variants[pathology[0]];
        return batch with
        {
            Patches = Patches(patient.Bag, patches!).unsqueeze(0),
            PatchCounts = [patches!.Count],
            WithPathology = pathology,
            SharesBag = true,
        };
    }

    private Tensor Bags((PatchBag Bag, PatchFeatures Features)[] bags)
    {
        if (bags is [var only]) return Patches(only.Bag, only.Features).unsqueeze(0);
        foreach (var (bag, features) in bags) RequireWidth(bag, features);
        var all = zeros(bags.Length, bags.Max(bag => bag.Features.Count), patchWidth!.Value, device: device);
        for (var place = 0; place < bags.Length; place++)
        {
            var features = bags[place].Features;
            using var row = all[place];
            using var own = row.narrow(0, 0, features.Count);
            using var given = tensor(features.Values, features.Count, features.Width);
            own.copy_(given);
        }
        return all;
    }

    private Tensor[] Groups(float[][][] patients) =>
        [.. Enumerable.Range(0, patients[0].Length).Select(group => Rows(Array.ConvertAll(patients, patient => patient[group])))];

    private Tensor Rows(float[][] rows)
    {
        var width = rows[0].Length;
        var values = new float[rows.Length * width];
        for (var row = 0; row < rows.Length; row++) rows[row].CopyTo(values, row * width);
        return DeviceTensor.Of(values, device, rows.Length, width);
    }

    private Tensor Patches(PatchBag bag, PatchFeatures features)
    {
        RequireWidth(bag, features);
        return DeviceTensor.Of(features.Values, device, features.Count, features.Width);
    }

    /// <summary>Refuses patches of another width than the model's.</summary>
    public void RequireWidth(PatchBag bag, PatchFeatures features)
    {
        if (features.Width == patchWidth) return;
        throw new InvalidOperationException(
            $"{string.Join(", ", bag.Sources)} has patch features of width {features.Width}; "
            + $"the model was trained with width {patchWidth?.ToString() ?? "unknown"}. "
            + "Extract the features with the encoder that the training features came from.");
    }
}
