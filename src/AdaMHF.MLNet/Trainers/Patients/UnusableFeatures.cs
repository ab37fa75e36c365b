using System.Numerics.Tensors;
using AdaMHF.PatchBags;
using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>Refuses features that no network can read, by patient and slide: their risk would be NaN, or worse, not.</summary>
internal static class UnusableFeatures
{
    /// <exception cref="SurvivalDataException">A gene is infinite.</exception>
    public static void RequireGenes(float[][] groups, string patient)
    {
        foreach (var group in groups)
        {
            var place = Array.FindIndex(group, float.IsInfinity);
            if (place >= 0) throw GeneRows.InfiniteValue(patient, $"value {place} of a genomic group of {group.Length}", group[place]);
        }
    }

    /// <exception cref="SurvivalDataException">A feature is NaN or infinite.</exception>
    public static void RequirePatches(PatientModalities patient, PatchFeatures patches)
    {
        if (patches.Values.Length == 0 || float.IsFinite(TensorPrimitives.MaxMagnitude(patches.Values))) return;
        var patch = Enumerable.Range(0, patches.Count)
            .First(row => !float.IsFinite(TensorPrimitives.MaxMagnitude(patches.Row(row))));
        throw new SurvivalDataException(FormattableString.Invariant(
            $"Patient {patient.Name} has a patch with features that are NaN or infinite, {NameSlide(patient.Bag)}; one of {patches.Count} ")
            + $"patches that were read, number {patch} of them. LoadWsiBags(...).Inspect lists such slides; extract them again or leave "
            + "them out.");
    }

    /// <exception cref="SurvivalDataException">The network says something else than a finite number.</exception>
    public static void RequireOutput(double[] outputs, PatientModalities patient, PatchFeatures? patches)
    {
        if (Array.TrueForAll(outputs, double.IsFinite)) return;
        var found = outputs.First(output => !double.IsFinite(output));
        var largest = patches is { Values.Length: > 0 } read ? TensorPrimitives.MaxMagnitude(read.Values) : 0;
        var gene = (patient.Genomics ?? []).Where(group => group.Length > 0).Select(group => TensorPrimitives.MaxMagnitude(group))
            .DefaultIfEmpty().Max();
        throw new SurvivalDataException(FormattableString.Invariant(
            $"The network's output for patient {patient.Name} is {found}. The largest patch feature is {largest}")
            + FormattableString.Invariant($"{(patches is null ? "" : $", {NameSlide(patient.Bag)}")}; the largest gene is {gene}. ")
            + "Compare them with those of the training patients, or leave the patient out.");
    }

    /// <summary>The slide with the largest feature, or with one that is NaN.</summary>
    private static string NameSlide(PatchBag bag)
    {
        var (worst, slide, first) = (float.NegativeInfinity, bag.Sources[0], 0);
        foreach (var header in bag.Slides)
        {
            if (header.PatchCount > 0)
            {
                var features = bag.Read([.. Enumerable.Range(first, header.PatchCount)]);
                var largest = Math.Abs(TensorPrimitives.MaxMagnitude(features.Values));
                if (float.IsNaN(largest)) return $"slide {header.Source}";
                if (largest > worst) (worst, slide) = (largest, header.Source);
            }
            first += header.PatchCount;
        }
        return $"slide {slide}";
    }
}
