namespace AdaMHF.Networks;

/// <summary>
/// A cohort's published settings (AdaMHF, Table V), for Adam at a constant rate without weight decay; the paper reports no decay and
/// no schedule.
/// </summary>
/// <param name="Cohort">TCGA name of the cohort.</param>
/// <param name="AlignmentWeight">Weight of the alignment loss, "aux weight".</param>
/// <param name="LearningRate">Step size of Adam.</param>
/// <param name="BatchSize">Patients per optimiser step, "batch".</param>
/// <param name="PatchesPerPatient">Maximum number of patches of a patient.</param>
/// <param name="Epochs">Passes over the training patients.</param>
/// <param name="LocalRate">Weight of the local branch relative to the global one.</param>
public sealed record AdaMhfPreset(
    string Cohort, double AlignmentWeight, double LearningRate, int BatchSize, int PatchesPerPatient, int Epochs, double LocalRate)
{
    /// <summary>Bladder urothelial carcinoma.</summary>
    public static AdaMhfPreset Blca { get; } = new("BLCA", 0.10, 0.001, 1, 2048, 50, 0.05);

    /// <summary>Breast invasive carcinoma.</summary>
    public static AdaMhfPreset Brca { get; } = new("BRCA", 0.50, 0.005, 1, 2048, 20, 0.05);

    /// <summary>Uterine corpus endometrial carcinoma.</summary>
    public static AdaMhfPreset Ucec { get; } = new("UCEC", 0.50, 0.0001, 2, 2048, 50, 0.10);

    /// <summary>Lung adenocarcinoma.</summary>
    public static AdaMhfPreset Luad { get; } = new("LUAD", 0.10, 0.001, 2, 2048, 50, 0.20);

    /// <summary>Glioblastoma and lower-grade glioma.</summary>
    public static AdaMhfPreset Gbmlgg { get; } = new("GBMLGG", 1.00, 0.001, 1, 2048, 30, 0.05);

    /// <summary>All five, in the paper's order.</summary>
    public static IReadOnlyList<AdaMhfPreset> All { get; } = [Blca, Brca, Ucec, Luad, Gbmlgg];

    /// <summary>
    /// The published network with this cohort's weights: the concatenated head, likelihood and alignment as its only losses, nothing
    /// that the paper does not have where there is a switch for it. What differs nevertheless is in Published.md beside this file.
    /// Set the group sizes before use.
    /// </summary>
    public AdaMhfConfiguration Network => new()
    {
        AlignmentWeight = AlignmentWeight,
        LocalRate = LocalRate,
        Head = HeadForm.Concatenated,
        RefreshesClassToken = false,
        BranchesStartAtZero = false,
        CrossAttentionSkips = false,
        LoadBalancingWeight = 0,
        BalancingRate = 0,
        LinearStart = LinearStart.None,
        UnimodalWeight = 0,
        EvidenceWeight = 0,
    };
}
