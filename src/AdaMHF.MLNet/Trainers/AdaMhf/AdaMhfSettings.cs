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
    : NetworkModelSettings(Columns, Prognosis, Training, Baseline)
{
    /// <inheritdoc/>
    public override void Check()
    {
        base.Check();
        Network.Validated();
        Columns.CheckNetwork(Network.PatchWidth, Network.GenomicGroupSizes);
        var bins = Prognosis.TimeBinEdges.Length - 1;
        OptionCheck.Require(
            Network.TimeBins == 1 || Network.TimeBins == bins,
            $"{nameof(Network)}.{nameof(Network.TimeBins)}", Network.TimeBins, $"{bins}, as the prognosis has, or 1");
    }
}
