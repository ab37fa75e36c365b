using AdaMHF.Networks;
using AdaMHF.Survival;
using AdaMHF.TensorFiles;

namespace AdaMHF.MLNet;

/// <summary>The trained members of an ensemble; a single network is an ensemble of one.</summary>
internal sealed class TrainedEnsemble
{
    private readonly IReadOnlyList<TrainedNetwork> _members;

    private TrainedEnsemble(IReadOnlyList<TrainedNetwork> members) => _members = members;

    /// <summary>The record of each member.</summary>
    public IEnumerable<TrainingRecord> Records => _members.Select(member => member.Record);

    public SurvivalNetwork[] Networks => [.. _members.Select(member => member.Network)];

    /// <summary>That of the first member, which holds those of all where there are several.</summary>
    public TrainingRecord Record => _members is [var only]
        ? only.Record
        : _members[0].Record with { Members = [.. Records] };

    /// <summary>Baseline hazard of the first member; null for discrete hazards.</summary>
    public CoxPredictor? Baseline => _members[0].Baseline;

    /// <summary>Baseline hazards of the other members.</summary>
    public CoxPredictor[] FurtherBaselines => [.. _members.Skip(1).Select(member => member.Baseline).OfType<CoxPredictor>()];

    /// <summary>
    /// The weights of every member after each epoch. A member that early stopping has ended before keeps its last ones.
    /// </summary>
    public IReadOnlyList<NamedTensors[]> Epochs => [.. Enumerable.Range(0, _members.Max(member => member.Epochs.Count))
        .Select(epoch => _members.Select(member => member.Epochs[Math.Min(epoch, member.Epochs.Count - 1)]).ToArray())];

    /// <summary>
    /// Trains the members one after the other. Their checkpoints are removed when all are trained; until then a member that has been
    /// trained is read from its own.
    /// </summary>
    /// <param name="run">Run of the first member.</param>
    /// <param name="train">Creates and trains the network of one run.</param>
    /// <param name="own">Makes the owner of the networks; when that or a training fails, they are freed.</param>
    public static TOwner Train<TOwner>(TrainingRun run, Func<TrainingRun, TrainedNetwork> train, Func<TrainedEnsemble, TOwner> own)
    {
        var members = new List<TrainedNetwork>();
        try
        {
            foreach (var member in run.Members) members.Add(train(member));
            foreach (var member in members) member.Checkpoint?.Remove();
            return own(new(members));
        }
        catch
        {
            foreach (var member in members) member.Network.Dispose();
            throw;
        }
    }
}
