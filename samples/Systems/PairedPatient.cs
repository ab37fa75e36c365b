using Microsoft.ML.Data;

namespace Systems;

/// <summary>A row of the paired table's patients.csv.</summary>
internal sealed class PairedPatient
{
    public const int Width = 32;

    [LoadColumn(0)]
    public string PatientId { get; set; } = "";

    [LoadColumn(1)]
    public float Time { get; set; }

    [LoadColumn(2)]
    public bool Event { get; set; }

    [LoadColumn(3, 34), VectorType(Width)]
    public float[] Expression { get; set; } = [];

    [LoadColumn(35, 66), VectorType(Width)]
    public float[] CopyNumber { get; set; } = [];

    [LoadColumn(67, 98), VectorType(Width)]
    public float[] Pathology { get; set; } = [];
}
