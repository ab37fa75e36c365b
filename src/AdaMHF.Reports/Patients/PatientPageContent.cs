using AdaMHF.MLNet;

namespace AdaMHF.Reports;

/// <summary>What stands on the page of a patient. Only the curve is needed; sections without content are left out.</summary>
public sealed record PatientPageContent
{
    /// <summary>Identifier of the patient; any text, it is escaped.</summary>
    public required string PatientId { get; init; }

    /// <summary>The predicted survival.</summary>
    public required PredictedCurve Curve { get; init; }

    /// <summary>Name of the model; default null.</summary>
    public string? Model { get; init; }

    /// <summary>The patient's risk group among patients whose outcome is known; null without one.</summary>
    public SurvivalGroup? RiskGroup { get; init; }

    /// <summary>The model's score, higher for earlier death; NaN, the default, where unknown.</summary>
    public double Risk { get; init; } = double.NaN;

    /// <summary>
    /// Share of a reference group, such as the training patients, whose risk is lower, 0 to 1; NaN, the default, where unknown.
    /// </summary>
    public double ShareWithLowerRisk { get; init; } = double.NaN;

    /// <summary>Predicted median survival in months; when NaN, the default, that of the curve.</summary>
    public double MedianMonths { get; init; } = double.NaN;

    /// <summary>Modalities that the patient lacks; default none.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Contributions to the risk, such as Shapley values; default none.</summary>
    public IReadOnlyList<Contribution> Contributions { get; init; } = [];

    /// <summary>Weight of each modality in the prediction, sum 1; default none.</summary>
    public IReadOnlyList<Contribution> ModalityWeights { get; init; } = [];

    /// <summary>Maps of the patient's slides; default none.</summary>
    public IReadOnlyList<SlideHeatMap> Maps { get; init; } = [];

    /// <summary>Patches by number where the bag has no coordinates, the highest score first; default none.</summary>
    public IReadOnlyList<PatchScore> TopPatches { get; init; } = [];

    /// <summary>Pictures of the patches with the highest scores; null, the default, without any.</summary>
    public ContactSheet? Pictures { get; init; }

    /// <summary>Experts that ran, one line each; default none.</summary>
    public IReadOnlyList<ExpertChoice> Experts { get; init; } = [];
}
