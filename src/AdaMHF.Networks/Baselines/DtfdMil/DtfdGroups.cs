namespace AdaMHF.Networks;

/// <summary>
/// The groups into which DTFD-MIL divides the patches of each patient, patient after patient: as even as possible, the longer ones
/// first.
/// </summary>
internal sealed class DtfdGroups
{
    /// <param name="patches">Patches of each patient, at least one.</param>
    /// <param name="most">Groups of a patient who has as many patches.</param>
    public DtfdGroups(int[] patches, int most)
    {
        PerPatient = Array.ConvertAll(patches, count => Math.Min(most, count));
        Sizes = [.. patches.Zip(PerPatient).SelectMany(patient =>
            Enumerable.Range(0, patient.Second).Select(group =>
                (patient.First / patient.Second) + (group < patient.First % patient.Second ? 1 : 0)))];
    }

    /// <summary>Groups of each patient.</summary>
    public int[] PerPatient { get; }

    /// <summary>Patches of each group.</summary>
    public int[] Sizes { get; }

    /// <summary>Something of each patient, once for each group.</summary>
    public T[] ForEach<T>(Func<int, T> ofPatient) =>
        [.. PerPatient.SelectMany((count, patient) => Enumerable.Repeat(ofPatient(patient), count))];

    /// <summary>Sums of the groups' numbers by patient.</summary>
    public int[] Sums(int[] ofGroups)
    {
        var sums = new int[PerPatient.Length];
        var patients = ForEach(patient => patient);
        for (var group = 0; group < ofGroups.Length; group++) sums[patients[group]] += ofGroups[group];
        return sums;
    }
}
