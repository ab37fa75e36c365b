using System.Text.Json;
using AdaMHF.Networks;
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
    : NetworkModelSettings(Columns, Prognosis, Training, Baseline)
{
    /// <inheritdoc/>
    public override void Check()
    {
        base.Check();
        // Configurations share the names of what they read, and no type.
        int? Number(string name) =>
            Network.TryGetProperty(name, out var value) && value.TryGetInt32(out var number) ? number : null;
        int[]? groups = Network.TryGetProperty(nameof(MultimodalConfiguration.GenomicGroupSizes), out var sizes)
            ? [.. sizes.EnumerateArray().Select(size => size.GetInt32())]
            : null;
        Columns.CheckNetwork(Number(nameof(MultimodalConfiguration.PatchWidth)), groups);
        var bins = Prognosis.TimeBinEdges.Length - 1;
        OptionCheck.Require(
            Number(nameof(MultimodalConfiguration.TimeBins)) == bins,
            $"{nameof(Network)}.{nameof(MultimodalConfiguration.TimeBins)}",
            Number(nameof(MultimodalConfiguration.TimeBins)), $"{bins}, as the prognosis has");
    }
}
