using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>What a linear discrete-hazard model is saved with.</summary>
internal sealed record DiscreteHazardSettings(TabularColumns Columns, PrognosisSettings Prognosis, DiscreteHazardModel Model);
