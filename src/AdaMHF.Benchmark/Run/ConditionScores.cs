using Microsoft.ML;

namespace AdaMHF.Benchmark;

/// <summary>Scores held-out patients in one condition after the other, each only once.</summary>
internal sealed class ConditionScores(FittedSystem system, IDataView heldOut)
{
    private readonly Dictionary<Condition, IReadOnlyList<ScoredPatient>> _done = [];

    public IReadOnlyList<ScoredPatient> Of(Condition condition)
    {
        if (_done.TryGetValue(condition, out var scores)) return scores;
        return _done[condition] = condition switch
        {
            { Share: { } share } => AtRandom(share),
            { Group: { } group } => system.Score(heldOut, new MissingModality(Group: group)),
            _ => system.Score(heldOut,
                new MissingModality(condition == Condition.GenomicsMissing, condition == Condition.PathologyMissing)),
        };
    }

    private IReadOnlyList<ScoredPatient> AtRandom(double share)
    {
        Condition[] all = [Condition.Complete, Condition.GenomicsMissing, Condition.PathologyMissing];
        var scores = all.ToDictionary(condition => condition, Of);
        return [.. scores[Condition.Complete].Select((patient, row) => scores[RandomMissing.Of(patient.PatientId, share)][row])];
    }
}
