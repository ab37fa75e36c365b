namespace AdaMHF.MLNet;

/// <summary>One patient of a cohort table; the row is the first one with the patient.</summary>
internal sealed record PatientRecord(string Id, int Row, string[] Clinical, float[] Genes, float[] Pathology)
{
    /// <summary>Of the first row that has one.</summary>
    public required TableOutcome Outcome { get; set; }

    public List<string> Slides { get; } = [];

    /// <summary>Genes of a second table; null without a row there.</summary>
    public float[]? FileGenes { get; set; }
}
