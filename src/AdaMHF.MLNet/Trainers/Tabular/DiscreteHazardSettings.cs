using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>Settings that are saved as a linear discrete-hazard model.</summary>
internal sealed record DiscreteHazardSettings(TabularColumns Columns, PrognosisSettings Prognosis, DiscreteHazardModel Model);
