namespace AdaMHF.MLNet;

/// <summary>What a cohort table says about one patient; the row is the one in which the patient appears first.</summary>
internal sealed record PatientRecord(string Id, int Row, float Time, bool Event, string[] Clinical, float[] Genes)
{
    public List<string> Slides { get; } = [];
}
