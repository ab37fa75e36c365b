using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>What a Cox model is saved with.</summary>
internal sealed record CoxSettings(TabularColumns Columns, PrognosisSettings Prognosis, CoxPredictor Model);
