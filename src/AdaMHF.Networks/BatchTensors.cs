using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>What a network sees of several patients at once. Each patient has at least one modality.</summary>
/// <param name="Count">Number of patients.</param>
public sealed record BatchTensors(int Count)
{
    /// <summary>
    /// [patients with pathology, longest bag, patch width]: their bags in order, each in spatial order, shorter ones padded with zero rows;
    /// null when no patient has a bag.
    /// </summary>
    public Tensor? Patches { get; init; }

    /// <summary>Number of patches of each patient with pathology.</summary>
    public IReadOnlyList<int> PatchCounts { get; init; } = [];

    /// <summary>
    /// Whether the only bag is that of every patient with pathology, so that it is read once; understood by <see cref="AdaMhfNetwork"/>.
    /// Default false.
    /// </summary>
    internal bool SharesBag { get; init; }

    /// <summary>Places of the patients with pathology, rising, from 0.</summary>
    public IReadOnlyList<int> WithPathology { get; init; } = [];

    /// <summary>One matrix [patients with genomics, genes] per functional group, standardised; null when nobody has genomics.</summary>
    public IReadOnlyList<Tensor>? Genomics { get; init; }

    /// <summary>Places of the patients with genomics, rising, from 0.</summary>
    public IReadOnlyList<int> WithGenomics { get; init; } = [];

    /// <summary>[patients with clinical values, width]; null when nobody has any.</summary>
    public Tensor? Clinical { get; init; }

    /// <summary>Places of the patients with clinical values, rising, from 0.</summary>
    public IReadOnlyList<int> WithClinical { get; init; } = [];

    /// <summary>
    /// Outcome of each patient: in training only, for auxiliary losses; predictions must not depend on it. Default null.
    /// </summary>
    public IReadOnlyList<PatientOutcome>? Outcomes { get; init; }

    /// <summary>In training only, what stands in for each patient's linear predictors. Default null: the network's own.</summary>
    internal IReadOnlyList<PatientOffsets>? Offsets { get; init; }

    /// <summary>Puts patients together; bags of different length are filled up with zero rows.</summary>
    /// <param name="patients">The patients, at least one.</param>
    public static BatchTensors Of(params IReadOnlyList<PatientTensors> patients)
    {
        ArgumentNullException.ThrowIfNull(patients);
        int[] pathology = [.. Places(patients, patient => patient.Patches is not null)];
        int[] genomics = [.. Places(patients, patient => patient.Genomics is not null)];
        int[] clinical = [.. Places(patients, patient => patient.Clinical is not null)];
        Tensor[] bags = Array.ConvertAll(pathology, place => patients[place].Patches!);
        int[] counts = Array.ConvertAll(bags, bag => (int)bag.shape[0]);
        return new(patients.Count)
        {
            Patches = bags.Length == 0 ? null : Stacked(Array.ConvertAll(bags, bag => Filled(bag, counts.Max()))),
            PatchCounts = counts,
            WithPathology = pathology,
            Genomics = genomics.Length == 0 ? null : Groups([.. genomics.Select(place => patients[place].Genomics!)]),
            WithGenomics = genomics,
            Clinical = clinical.Length == 0 ? null : Stacked(Array.ConvertAll(clinical, place => patients[place].Clinical!)),
            WithClinical = clinical,
            Outcomes = patients.All(patient => patient.Outcome is not null) ? [.. patients.Select(patient => patient.Outcome!)] : null,
        };
    }

    /// <summary>One of the patients, as views.</summary>
    /// <param name="place">From 0.</param>
    public PatientTensors Patient(int place)
    {
        var (pathology, genomics) = (IndexOf(WithPathology, place), IndexOf(WithGenomics, place));
        var clinical = IndexOf(WithClinical, place);
        return new(
            pathology < 0 ? null : Patches![pathology].narrow(0, 0, PatchCounts[pathology]),
            genomics < 0 ? null : [.. Genomics!.Select(group => group[genomics])])
        {
            Clinical = clinical < 0 ? null : Clinical![clinical],
            Outcome = Outcomes?[place],
        };
    }

    private static IEnumerable<int> Places(IReadOnlyList<PatientTensors> patients, Func<PatientTensors, bool> has) =>
        Enumerable.Range(0, patients.Count).Where(place => has(patients[place]));

    private static Tensor Filled(Tensor patches, int count) =>
        patches.shape[0] == count ? patches : nn.functional.pad(patches, [0, 0, 0, count - patches.shape[0]]);

    private static Tensor[] Groups(IReadOnlyList<Tensor>[] patients)
    {
        if (patients.FirstOrDefault(groups => groups.Count != patients[0].Count) is { } other)
        {
            throw new ArgumentException(
                $"A patient has {other.Count} genomic groups, another {patients[0].Count}; patients of a batch have the same groups.",
                nameof(patients));
        }
        return [.. Enumerable.Range(0, patients[0].Count).Select(group => Stacked([.. patients.Select(groups => groups[group])]))];
    }

    // One patient alone is not copied.
    private static Tensor Stacked(Tensor[] tensors) => tensors is [var only] ? only.unsqueeze(0) : stack(tensors);

    private static int IndexOf(IReadOnlyList<int> places, int place)
    {
        for (var i = 0; i < places.Count; i++)
        {
            if (places[i] == place) return i;
        }
        return -1;
    }
}
