namespace AdaMHF.MLNet;

/// <summary>Averages over patients, against whom one is explained; stored with the model for the training patients.</summary>
/// <param name="Risk">Mean risk.</param>
/// <param name="Survival">Mean probability of surviving each time bin.</param>
/// <param name="GenomicMeans">Mean of each gene in each group that the model reads; empty when it reads none.</param>
/// <param name="ClinicalMeans">Mean of each clinical value; empty when the model reads none.</param>
/// <param name="MeanPatch">Mean over the patients of their mean patch; empty when the model reads none.</param>
internal sealed record PrognosisBackground(
    double Risk, double[] Survival, float[][] GenomicMeans, float[] ClinicalMeans, float[] MeanPatch)
{
    /// <summary>Checks every value of stored settings.</summary>
    /// <exception cref="ArgumentException">One is out of its range; the message names it.</exception>
    public void Check(ModelColumns columns, PrognosisSettings prognosis)
    {
        OptionCheck.Require(double.IsFinite(Risk), nameof(Risk), Risk, "a finite number");
        StoredNumbers.RequireLength(Survival.Length, prognosis.TimeBinEdges.Length - 1, nameof(Survival));
        StoredNumbers.RequireEach(Survival, value => value is >= 0 and <= 1, nameof(Survival), "probabilities");
        OptionCheck.Require(
            GenomicMeans.Select(group => group.Length).SequenceEqual(columns.GenomicColumnNames is [] ? [] : columns.GenomicGroupSizes),
            nameof(GenomicMeans), string.Join(", ", GenomicMeans.Take(10).Select(group => group.Length)), "a number for each gene");
        StoredNumbers.RequireLength(ClinicalMeans.Length, columns.ClinicalWidth, nameof(ClinicalMeans));
        StoredNumbers.RequireLength(MeanPatch.Length, columns.BagColumnName is null ? 0 : columns.PatchWidth ?? 0, nameof(MeanPatch));
        foreach (var (numbers, name) in GenomicMeans.Select(group => (group, nameof(GenomicMeans)))
            .Append((ClinicalMeans, nameof(ClinicalMeans))).Append((MeanPatch, nameof(MeanPatch))))
        {
            StoredNumbers.RequireFinite(Array.ConvertAll(numbers, number => (double)number), name);
        }
    }
}
