using AdaMHF.MLNet;

namespace AdaMHF.Reports;

/// <summary>What stands on the page of a model. Only name and training are needed; sections without content are left out.</summary>
public sealed record ModelPageContent
{
    /// <summary>Name of the model; any text, it is escaped.</summary>
    public required string Name { get; init; }

    /// <summary>How it was trained.</summary>
    public required TrainingRecord Training { get; init; }

    /// <summary>The cohort that was read; null, the default, where unknown.</summary>
    public CohortReport? Cohort { get; init; }

    /// <summary>The evaluation on patients who were not trained on; null, the default, without one.</summary>
    public SurvivalMetrics? Validation { get; init; }

    /// <summary>
    /// Who those patients are, such as <c>the test patients of split 1</c>; default <c>patients who were not trained on</c>.
    /// </summary>
    public string ValidationPatients { get; init; } = "patients who were not trained on";

    /// <summary>Survival of the risk groups of those patients; default none.</summary>
    public IReadOnlyList<SurvivalGroup> RiskGroups { get; init; } = [];

    /// <summary>
    /// Calibration with more than the evaluation has, such as a smooth curve; that of the evaluation when null, the default.
    /// </summary>
    public CalibrationPlot? Calibration { get; init; }

    /// <summary>Net benefit over thresholds; null, the default, without any.</summary>
    public DecisionCurvePlot? Usefulness { get; init; }

    /// <summary>Importance of each modality; default none.</summary>
    public IReadOnlyList<ModalityImportance> Importances { get; init; } = [];

    /// <summary>Expert use by risk group; that of the training patients when empty, the default.</summary>
    public IReadOnlyList<RiskGroupUsage> ExpertUse { get; init; } = [];

    /// <summary>Results of training runs that differ in their seed only; default none.</summary>
    public IReadOnlyList<SeedResult> Seeds { get; init; } = [];
}
