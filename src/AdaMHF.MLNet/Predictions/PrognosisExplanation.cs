namespace AdaMHF.MLNet;

/// <summary>What a network looked at when it scored a patient.</summary>
/// <param name="PatchScores">How much each patch counted, sum 1; empty without pathology.</param>
/// <param name="PatchCoordinates">x and y of each of these patches; empty where the bag has no coordinates.</param>
/// <param name="GenomicScores">How much each genomic group counted, sum 1; NaN without genomics.</param>
internal sealed record PrognosisExplanation(float[] PatchScores, int[] PatchCoordinates, float[] GenomicScores)
{
    public static PrognosisExplanation Nothing(int groups) => new([], [], [.. Enumerable.Repeat(float.NaN, groups)]);
}
