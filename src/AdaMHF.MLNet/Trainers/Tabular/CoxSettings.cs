using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>Settings that are saved as a Cox model.</summary>
internal sealed record CoxSettings(TabularColumns Columns, PrognosisSettings Prognosis, CoxPredictor Model);
