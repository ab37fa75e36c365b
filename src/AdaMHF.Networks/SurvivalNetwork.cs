using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>A network that predicts discrete hazards of one patient: what the training engine needs to know of any system.</summary>
/// <param name="name">Name of the module.</param>
/// <param name="random">Random numbers of the network.</param>
public abstract class SurvivalNetwork(string name, RandomSource random) : Module<PatientTensors, SurvivalOutput>(name)
{
    /// <summary>Random numbers of the network: dropout masks and choices in training.</summary>
    public RandomSource Random { get; } = random;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) Random.Dispose();
        base.Dispose(disposing);
    }
}
