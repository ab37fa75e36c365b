using AdaMHF.Networks;
using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>What every model with a network inside is saved with, beside the network's own shape and weights.</summary>
/// <param name="Columns">The columns that it reads.</param>
/// <param name="Prognosis">The times on which it reports.</param>
/// <param name="Training">How it came to be.</param>
/// <param name="Baseline">
/// Baseline hazard of a network that predicts a log hazard, of an ensemble that of the first member; null for discrete hazards.
/// </param>
internal record NetworkModelSettings(ModelColumns Columns, PrognosisSettings Prognosis, TrainingRecord Training, CoxPredictor? Baseline)
{
    /// <summary>Baseline hazards of an ensemble's other members.</summary>
    [AbsentMeans(null)]
    public CoxPredictor[] FurtherBaselines { get => field ?? []; init; }

    /// <summary>Number of networks.</summary>
    internal int Networks => Math.Max(1, Training.Members.Count);

    /// <summary>Baseline hazard of each network; empty for discrete hazards.</summary>
    internal CoxPredictor[] Baselines => Baseline is null ? [] : [Baseline, .. FurtherBaselines];
}
