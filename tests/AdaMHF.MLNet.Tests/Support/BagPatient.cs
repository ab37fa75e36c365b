using AdaMHF.PatchBags;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>A patient as the trainer of the small study reads it: a bag and standardised genomic groups.</summary>
public sealed class BagPatient
{
    [PatchBagType]
    public PatchBag Bag { get; set; } = PatchBag.Empty;

    [ColumnName("Tumor Suppressor Genes"), VectorType(13)]
    public float[] G1 { get; set; } = new float[13];

    [ColumnName("Oncogenes"), VectorType(14)]
    public float[] G2 { get; set; } = new float[14];

    [ColumnName("Protein Kinases"), VectorType(15)]
    public float[] G3 { get; set; } = new float[15];

    [ColumnName("Cell Differentiation Markers"), VectorType(12)]
    public float[] G4 { get; set; } = new float[12];

    [ColumnName("Transcription Factors"), VectorType(11)]
    public float[] G5 { get; set; } = new float[11];

    [ColumnName("Cytokines and Growth Factors"), VectorType(12)]
    public float[] G6 { get; set; } = new float[12];
}
