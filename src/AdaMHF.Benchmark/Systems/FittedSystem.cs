using AdaMHF.MLNet;
using Microsoft.ML;

namespace AdaMHF.Benchmark;

/// <summary>A trained system.</summary>
internal abstract class FittedSystem : IDisposable
{
    /// <summary>How its network was trained; null when it has none.</summary>
    public virtual TrainingRecord? Training => null;

    /// <summary>Numbers that were trained or are frozen; 0 where they are not counted.</summary>
    public abstract long Parameters { get; }

    /// <summary>Multiply-adds of one prediction, complete; null where they are not counted.</summary>
    /// <param name="patches">Patches of the patient; 0 where nobody has any.</param>
    public virtual long? Operations(int patches) => null;

    /// <summary>Edges of the time bins in months, from 0 on, the last one open; empty when it predicts no curve.</summary>
    public virtual IReadOnlyList<double> BinEdges => [];

    /// <summary>
    /// The best epoch's index on patients with all they have; null for systems without a network, or whose epochs were not kept.
    /// </summary>
    public virtual double? BestEpoch(IDataView patients) => null;

    /// <summary>What its adaptive parts do for patients with all they have; null for what is not AdaMHF.</summary>
    /// <param name="patients">Held-out patients.</param>
    /// <param name="truth">What a simulation knows of them; null for a real cohort.</param>
    public virtual Adaptation? Adaptation(IDataView patients, SimulatedTruth? truth) => null;

    /// <summary>Scores patients in a condition, in the order of the rows.</summary>
    public abstract IReadOnlyList<ScoredPatient> Score(IDataView patients, Condition condition);

    public abstract void Dispose();
}
