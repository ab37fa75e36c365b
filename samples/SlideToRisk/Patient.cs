namespace SlideToRisk;

/// <summary>A patient with any number of slides.</summary>
public sealed class Patient
{
    public string PatientId { get; set; } = "";

    /// <summary>Files, here relative to the folder of slides.</summary>
    public string[] Slides { get; set; } = [];

    /// <summary>Months of follow-up.</summary>
    public float Time { get; set; }

    /// <summary>True where the death was observed.</summary>
    public bool Event { get; set; }
}
