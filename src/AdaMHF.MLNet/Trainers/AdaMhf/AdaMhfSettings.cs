using AdaMHF.Networks;
using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>Settings that are saved with an AdaMHF model, beside its weights.</summary>
internal sealed record AdaMhfSettings(
    ModelColumns Columns,
    PrognosisSettings Prognosis,
    AdaMhfConfiguration Network,
    TrainingRecord Training,
    CoxPredictor? Baseline = null)
    : NetworkModelSettings(Columns, Prognosis, Training, Baseline);
