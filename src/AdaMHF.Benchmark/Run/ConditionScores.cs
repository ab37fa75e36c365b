using Microsoft.ML;

namespace AdaMHF.Benchmark;

/// <summary>Scores held-out patients in one condition after the other, each only once.</summary>
internal sealed class ConditionScores(FittedSystem system, IDataView heldOut)
{
    private readonly Dictionary<Condition, IReadOnlyList<ScoredPatient>> _done = [];

    public IReadOnlyList<ScoredPatient> Of(Condition condition)
    {
        if (_done.TryGetValue(condition, out var scores)) return scores;
        return _done[condition] = condition.Share is { } share ? AtRandom(share) : system.Score(heldOut, condition);
    }

    // A patient is scored by itself, so that the draw only chooses among predictions that were made already.
    private IReadOnlyList<ScoredPatient> AtRandom(double share)
    {
        Condition[] all = [Condition.Complete, Condition.GenomicsMissing, Condition.PathologyMissing];
        var scores = all.ToDictionary(condition => condition, Of);
        return [.. scores[Condition.Complete].Select((patient, row) => scores[Condition.Drawn(patient.PatientId, share)][row])];
    }
}
