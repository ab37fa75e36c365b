namespace AdaMHF.MLNet;

/// <summary>Attention of a network to the patches and genomic groups of a patient.</summary>
/// <param name="PatchScores">Weight of each patch, sum 1; empty without pathology.</param>
/// <param name="PatchCoordinates">x and y of each of these patches; empty where the bag has no coordinates.</param>
/// <param name="GenomicScores">Weight of each genomic group, sum 1; NaN without genomics.</param>
internal sealed record PrognosisExplanation(float[] PatchScores, int[] PatchCoordinates, float[] GenomicScores)
{
    public static PrognosisExplanation Nothing(int groups) => new([], [], [.. Enumerable.Repeat(float.NaN, groups)]);
}
