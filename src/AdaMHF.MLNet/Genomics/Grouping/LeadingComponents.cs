using AdaMHF.Networks;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>
/// Principal components of a group's expression columns above the noise level. Components of independent columns of variance 1 have
/// variances up to (1 + sqrt(genes / patients))^2 (Marchenko and Pastur 1967); a larger variance is shared between genes.
/// </summary>
/// <param name="Places">Positions of the expression columns in the group.</param>
/// <param name="Means">Mean of each standardised column over the training rows.</param>
/// <param name="Loadings">Unit vector of each component over the columns.</param>
/// <param name="ShrinkageFactor">Factor of the residuals that the components do not explain.</param>
/// <param name="Scale">Factor that restores the mean variance of the columns.</param>
internal sealed record LeadingComponents(int[] Places, double[] Means, double[][] Loadings, double ShrinkageFactor, double Scale)
{
    /// <summary>The components; null when none is above the noise level, so that the group stays unchanged.</summary>
    /// <param name="places">Positions of the expression columns in the group.</param>
    /// <param name="patients">Standardised values of these columns, by training patient.</param>
    /// <param name="shrinkageFactor">Factor of the residuals, in [0, 1].</param>
    public static LeadingComponents? Of(int[] places, double[][] patients, double shrinkageFactor)
    {
        if (places.Length < 2 || patients.Length < 2) return null;
        TorchBackend.EnsureLoaded();
        using var scope = NewDisposeScope();
        var values = tensor([.. patients.SelectMany(patient => patient)], [patients.Length, places.Length]);
        var means = values.mean([0]);
        var (_, singularValues, directions) = linalg.svd(values - means, fullMatrices: false);
        double[] variances = [.. singularValues.Square().Over(patients.Length - 1).data<double>()];
        var edge = Math.Pow(1 + Math.Sqrt((double)places.Length / patients.Length), 2);
        var leading = variances.TakeWhile(variance => variance > edge).Count();
        if (leading == 0) return null;

        double all = variances.Sum(), shared = variances.Take(leading).Sum();
        double[][] loadings =
            [.. Enumerable.Range(0, leading).Select(component => directions[component].contiguous().data<double>().ToArray())];
        var scale = Math.Sqrt(all / (shared + (shrinkageFactor * shrinkageFactor * (all - shared))));
        return new(places, [.. means.data<double>()], loadings, shrinkageFactor, scale);
    }

    /// <summary>Checks every value of stored components.</summary>
    /// <param name="group">Name of the group.</param>
    /// <param name="genes">Its number of genes.</param>
    /// <exception cref="ArgumentException">One is out of its range; the message names it.</exception>
    public void Check(string group, int genes)
    {
        foreach (var place in Places)
            OptionCheck.Require(place >= 0 && place < genes, $"{group}.{nameof(Places)}", place, $"in [0, {genes})");
        StoredNumbers.RequireLength(Means.Length, Places.Length, $"{group}.{nameof(Means)}");
        StoredNumbers.RequireFinite(Means, $"{group}.{nameof(Means)}");
        foreach (var loading in Loadings)
        {
            StoredNumbers.RequireLength(loading?.Length ?? 0, Places.Length, $"{group}.{nameof(Loadings)}");
            StoredNumbers.RequireFinite(loading, $"{group}.{nameof(Loadings)}");
        }
        OptionCheck.Require(
            ShrinkageFactor is >= 0 and <= 1, $"{group}.{nameof(ShrinkageFactor)}", ShrinkageFactor, "a factor in [0, 1]");
        OptionCheck.Require(Scale > 0 && double.IsFinite(Scale), $"{group}.{nameof(Scale)}", Scale, "a finite number above 0");
    }

    /// <summary>Shrinks, in place, what the components do not explain of a group's standardised values.</summary>
    public void Shrink(Span<float> group)
    {
        var centred = new double[Places.Length];
        var shared = new double[Places.Length];
        for (var i = 0; i < centred.Length; i++) centred[i] = group[Places[i]] - Means[i];
        foreach (var loading in Loadings)
        {
            double score = 0;
            for (var i = 0; i < centred.Length; i++) score += loading[i] * centred[i];
            for (var i = 0; i < centred.Length; i++) shared[i] += score * loading[i];
        }
        for (var i = 0; i < centred.Length; i++)
            group[Places[i]] = (float)(Scale * ((ShrinkageFactor * centred[i]) + ((1 - ShrinkageFactor) * shared[i])));
    }
}
