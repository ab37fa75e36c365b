using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>A network that predicts discrete hazards or the risk of one patient: what the training engine needs to know of any system.</summary>
/// <param name="name">Name of the module.</param>
/// <param name="random">Random numbers of the network.</param>
public abstract class SurvivalNetwork(string name, RandomSource random) : Module<PatientTensors, SurvivalOutput>(name)
{
    /// <summary>Random numbers of the network: dropout masks and choices in training.</summary>
    public RandomSource Random { get; } = random;

    /// <summary>
    /// Whether the network's one output is a log relative risk, to be trained with losses of pairs and risk sets, and not a logit per time bin. Default false.
    /// </summary>
    public virtual bool PredictsRisk => false;

    /// <summary>Predicts one patient, as <c>call</c> does, and says what it looked at; a network that cannot say leaves both scores null.</summary>
    /// <param name="patient">The patient; the network in evaluation.</param>
    public virtual ExplainedOutput CallExplained(PatientTensors patient) => new(call(patient), null, null);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) Random.Dispose();
        base.Dispose(disposing);
    }
}
