namespace AdaMHF.MLNet;

/// <summary>
/// A <see cref="PatientExplanation"/> as typed columns, by the names of the properties; what a patient or a network lacks is empty. Scores,
/// states and weights have slot names. Of an ensemble, numbers are as in <see cref="PatientExplanation"/>.
/// </summary>
public sealed class ExplanationRow
{
    /// <summary>Identifier of the patient, or the number of the row, from 1.</summary>
    public string PatientId { get; set; } = "";

    /// <summary>Risk; NaN for a patient with no modality that the model reads.</summary>
    public float Score { get; set; }

    /// <summary>Weight of each modality, sum 1; 0 for a missing one.</summary>
    public float[] ModalityWeights { get; set; } = [];

    /// <summary>The slides of the patient, in the order of the bag.</summary>
    public string[] SlideIds { get; set; } = [];

    /// <summary>Row of each patch in its slide's file or array, from 0.</summary>
    public int[] PatchNumbers { get; set; } = [];

    /// <summary>Place of each patch's slide in <see cref="SlideIds"/>, from 0.</summary>
    public int[] PatchSlides { get; set; } = [];

    /// <summary>x and y of each patch, two per patch; empty where the bag has no coordinates.</summary>
    public int[] PatchCoordinates { get; set; } = [];

    /// <summary>Weight of each patch, sum 1; NaN for a network without such weights.</summary>
    public float[] PatchScores { get; set; } = [];

    /// <summary>What selection did with each patch, by <see cref="TokenState"/>: 0 kept, 1 pooled, 2 dropped; -1 without.</summary>
    public int[] PatchStates { get; set; } = [];

    /// <summary>Weight of each genomic group, sum 1; NaN without genomics or such weights.</summary>
    public float[] GenomicScores { get; set; } = [];

    /// <summary>What selection did with each group, as <see cref="PatchStates"/>.</summary>
    public int[] GenomicStates { get; set; } = [];

    /// <summary>The gates: network of the ensemble, modality, unit, stage and layer, such as <c>0 Pathology Segregation 1 0</c>.</summary>
    public string[] GateNames { get; set; } = [];

    /// <summary>Expert that each gate chose, from 0.</summary>
    public int[] GateExperts { get; set; } = [];

    /// <summary>Gate probability of that expert.</summary>
    public float[] GateProbabilities { get; set; } = [];

    /// <summary>Attention of each group to each patch, group after group; every group's sums to 1.</summary>
    public float[] GroupToPatchAttention { get; set; } = [];

    /// <summary>Attention of each patch to each group, patch after patch; every patch's sums to 1.</summary>
    public float[] PatchToGroupAttention { get; set; } = [];
}
