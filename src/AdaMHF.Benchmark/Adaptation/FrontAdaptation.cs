using AdaMHF.Survival;

namespace AdaMHF.Benchmark;

/// <summary>Whether selection finds the tumour front, the only patches that show the risk, and how much of it there is.</summary>
/// <param name="Patients">Held-out patients with slides of which the front is known.</param>
/// <param name="MeanAuc">
/// Mean over them of the area under the ROC curve of the patch scores, front patches against others; NaN where nobody has both.
/// </param>
internal sealed record FrontAdaptation(int Patients, double MeanAuc)
{
    /// <summary>
    /// Spearman's correlation over the patients of K_top / N and the share of the front that was drawn; null where all have the same share.
    /// </summary>
    public double? ShareCorrelation { get; init; }

    /// <summary>Of its two-sided permutation test; null with the correlation.</summary>
    public double? PValue { get; init; }

    /// <summary>Null for nobody.</summary>
    public static FrontAdaptation? Of(IReadOnlyList<ScoredFront> patients)
    {
        if (patients.Count == 0) return null;
        double[] areas = [.. patients.Select(patient => RocAuc.Of(patient.Scores, patient.IsFront)).Where(double.IsFinite)];
        var found = new FrontAdaptation(patients.Count, areas.DefaultIfEmpty(double.NaN).Average());
        double[] shares = [.. patients.Select(patient => patient.Share)];
        if (shares.Distinct().Count() == 1) return found;
        var correlation = RankCorrelation.Spearman([.. patients.Select(patient => patient.SelectedShare)], shares);
        return found with { ShareCorrelation = correlation.Correlation, PValue = correlation.PValue };
    }
}
