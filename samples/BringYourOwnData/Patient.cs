using Microsoft.ML.Data;

namespace BringYourOwnData;

/// <summary>A row class of your own: plain numbers, and arrays where there are many.</summary>
internal sealed class Patient
{
    /// <summary>Features per patch, as your encoder gives them.</summary>
    public const int PatchWidth = 16;

    public string PatientId { get; set; } = "";

    /// <summary>Months of follow-up.</summary>
    public float Time { get; set; }

    /// <summary>True where the death was observed.</summary>
    public bool Event { get; set; }

    public float Age { get; set; }

    public float Stage { get; set; }

    /// <summary>Features of all patches, patch after patch; empty without a slide.</summary>
    public float[] Patches { get; set; } = [];

    [VectorType(10)]
    public float[] Oncogenes { get; set; } = [];

    [VectorType(12)]
    public float[] ProteinKinases { get; set; } = [];
}
