using AdaMHF.Networks;
using AdaMHF.PatchBags;

namespace AdaMHF.MLNet;

/// <summary>
/// Divides the patients of a step into those that are computed together: one by one where the network cannot do better, otherwise as many
/// as memory allows. Gradients add up to the same step.
/// </summary>
internal sealed class StepChunks(SurvivalNetwork network, bool comparesPatients, int patients)
{
    private PrefetchedPatches<TrainingSample>? _waiting;
    private int _left = patients;

    /// <summary>Whether all patients of the step were handed out.</summary>
    public bool IsDone => _left == 0;

    /// <summary>The next patients; null at the end of the step, or of the data.</summary>
    public IReadOnlyList<PrefetchedPatches<TrainingSample>>? Next(IEnumerator<PrefetchedPatches<TrainingSample>> read)
    {
        var chunk = new List<PrefetchedPatches<TrainingSample>>();
        var budget = new PatchBudgetOfBatch();
        while (_left > 0 && (_waiting ?? Read(read)) is { } next)
        {
            _waiting = next;
            if (chunk.Count > 0 && !network.ComputesBatches) break;
            if (!budget.Takes(next.Item.Rows.Length) && !comparesPatients) break;
            _waiting = null;
            _left--;
            chunk.Add(next);
        }
        return chunk.Count == 0 ? null : chunk;
    }

    private static PrefetchedPatches<TrainingSample>? Read(IEnumerator<PrefetchedPatches<TrainingSample>> read) =>
        read.MoveNext() ? read.Current : null;
}
