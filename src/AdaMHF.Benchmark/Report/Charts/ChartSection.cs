
namespace AdaMHF.Benchmark;

/// <summary>Charts of one kind.</summary>
internal sealed record ChartSection(string Id, string Title, string Note, IReadOnlyList<Chart> Charts)
{
    public static IReadOnlyList<ChartSection> All(ReportData data) =>
    [
        new("folds", "Spread of the folds", "Complete held-out patients.", [.. SpreadChart.All(data)]),
        new("kaplan-meier", "Kaplan-Meier by median risk", "Held-out patients of all folds, complete, first seed.",
            [.. KaplanMeierChart.All(data)]),
        new("missing", "Missing modalities", "How far the C-index falls when what a line names is missing in prediction.",
            [.. MissingChart.All(data)]),
        new("calibration", "Calibration", "On the diagonal, as many survive as predicted. Systems that give a risk alone have no curve.",
            [.. CalibrationChart.All(data)]),
        new("training", "Training curves", "Loss of the networks by epoch.", [.. TrainingChart.All(data)]),
        new("cost-chart", "Figure 3c: C-index against operations", "Complete held-out patients.", [.. CostChart.All(data)]),
    ];
}
