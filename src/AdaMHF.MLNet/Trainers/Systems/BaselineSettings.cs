using System.Text.Json;
using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>Settings that are saved with a published system's model, beside its weights.</summary>
/// <param name="Columns">The columns that it reads.</param>
/// <param name="Prognosis">The times that it reports.</param>
/// <param name="System"><see cref="SurvivalSystem.StoredName"/>.</param>
/// <param name="Network">Configuration of its network.</param>
/// <param name="Training">How it was trained.</param>
/// <param name="Baseline">Baseline hazard of a network that predicts a log hazard; null for one that predicts discrete hazards.</param>
internal sealed record BaselineSettings(
    ModelColumns Columns,
    PrognosisSettings Prognosis,
    string System,
    JsonElement Network,
    TrainingRecord Training,
    CoxPredictor? Baseline = null)
    : NetworkModelSettings(Columns, Prognosis, Training, Baseline);
