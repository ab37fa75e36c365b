using AdaMHF.MLNet;
using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Benchmark;

/// <summary>Multiply-adds of one prediction, by all members of an ensemble.</summary>
/// <param name="Operations">For a patient with as many patches as the median held-out patient.</param>
/// <param name="Patches">That median, at most what the model looks at; 0 where nobody has patches.</param>
internal sealed record UnitCost(long Operations, int Patches)
{
    /// <summary>Null for what is not counted.</summary>
    public static UnitCost? Of(FittedSystem fitted, IDataView heldOut, SystemRequest request)
    {
        var median = request.HasPathology ? Median(heldOut, request) : 0;
        return fitted.Operations(median) is { } operations ? new(operations, median) : null;
    }

    private static int Median(IDataView heldOut, SystemRequest request)
    {
        var bags = request.Cohort.LoadBags(request.ML, asTheyStand: true).Fit(heldOut).Transform(heldOut);
        int[] patches = [.. bags.GetColumn<PatchBag>(SurvivalColumns.Bag).Select(bag => bag.PatchCount).Where(count => count > 0).Order()];
        return patches.Length == 0 ? 0 : Math.Min(
            patches[patches.Length / 2], request.Settings.PatchesPerPatient ?? AdaMhfRecipe.Recommended.Training.PatchesPerPatient);
    }
}
