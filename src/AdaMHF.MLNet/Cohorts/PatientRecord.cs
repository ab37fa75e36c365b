namespace AdaMHF.MLNet;

/// <summary>One patient of a cohort table; the row is the first one with the patient.</summary>
internal sealed record PatientRecord(string Id, int Row, float Time, bool Event, string[] Clinical, float[] Genes, float[] Pathology)
{
    public List<string> Slides { get; } = [];
}
