using AdaMHF.MLNet;
using AdaMHF.Networks;
using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Benchmark;

/// <summary>Multiply-adds of one prediction.</summary>
/// <param name="Operations">For a patient with as many patches as the median held-out patient.</param>
/// <param name="Patches">That median, at most what the model looks at.</param>
internal sealed record UnitCost(long Operations, int Patches)
{
    /// <summary>Null for what is no AdaMHF, and where nobody has patches.</summary>
    public static UnitCost? Of(FittedSystem fitted, IDataView heldOut, SystemRequest request)
    {
        if (fitted.Configuration is not { } network || !request.HasPathology) return null;
        var bags = request.Cohort.LoadBags(request.ML, asTheyStand: true).Fit(heldOut).Transform(heldOut);
        int[] patches = [.. bags.GetColumn<PatchBag>(SurvivalColumns.Bag).Select(bag => bag.PatchCount).Where(count => count > 0).Order()];
        if (patches.Length == 0) return null;
        var median = Math.Min(
            patches[patches.Length / 2], request.Settings.PatchesPerPatient ?? AdaMhfRecipe.Recommended.Training.PatchesPerPatient);
        return new(CostCounter.Of(network, median).Operations, median);
    }
}
