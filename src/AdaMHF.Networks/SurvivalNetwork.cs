using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// A network that predicts discrete hazards or the risk of one patient: the contract between the training engine and every system.
/// </summary>
/// <param name="name">Name of the module.</param>
/// <param name="random">Random numbers of the network.</param>
public abstract class SurvivalNetwork(string name, RandomSource random) : Module<PatientTensors, SurvivalOutput>(name)
{
    /// <summary>Random numbers of the network: dropout masks and choices in training.</summary>
    public RandomSource Random { get; } = random;

    /// <summary>
    /// Whether the output is one log relative risk, trained with losses on pairs or risk sets, instead of one logit per
    /// time bin. Default false.
    /// </summary>
    public virtual bool PredictsRisk => false;

    /// <summary>
    /// Whether <see cref="PredictBatch"/> computes the patients of a batch together. Default false: it takes one after the other, and
    /// so does training.
    /// </summary>
    public virtual bool ComputesBatches => false;

    /// <summary>
    /// Predicts several patients; each gets what it would get alone, to rounding, but for dropout, for choices that are drawn in
    /// training, and for norms over patients.
    /// </summary>
    /// <param name="batch">The patients.</param>
    /// <exception cref="ArgumentException">A patient lacks what the network needs.</exception>
    public virtual BatchOutput PredictBatch(BatchTensors batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return BatchOutput.Of([.. Enumerable.Range(0, batch.Count).Select(place => call(batch.Patient(place)))]);
    }

    /// <summary>
    /// Predicts one patient, as <c>call</c> does, and returns attention scores; both are null for a network without them.
    /// </summary>
    /// <param name="patient">The patient; the network in evaluation.</param>
    public virtual ExplainedOutput CallExplained(PatientTensors patient) => new(call(patient), null, null);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) Random.Dispose();
        base.Dispose(disposing);
    }
}
