using AdaMHF.Networks;
using AdaMHF.Survival;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>One patient through a network in evaluation.</summary>
/// <param name="Outputs">Hazard of each time bin; or the log hazard alone.</param>
/// <param name="IsLogHazard">Which of the two.</param>
/// <param name="ModalityWeights">How much pathology and genomics counted; empty when the network does not say.</param>
internal sealed record NetworkPrediction(double[] Outputs, bool IsLogHazard, float[] ModalityWeights)
{
    /// <summary>Risk, higher = earlier death expected.</summary>
    public double Risk => IsLogHazard ? Outputs[0] : DiscreteHazards.Risk(Outputs);

    /// <summary>Predicts a patient who has a modality, from the same patches every time.</summary>
    public static NetworkPrediction Of(SurvivalNetwork network, PatientTensorFactory factory, PatientModalities patient, int mostPatches)
    {
        var patches = PredictionSample.Of(patient.Bag, mostPatches) is { Length: > 0 } rows ? patient.Bag.ReadInSpatialOrder(rows) : null;
        // Dispose scopes belong to a thread, so threads do not meet here; in evaluation the network draws no random numbers.
        using var pause = FinalizerPause.Begin();
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var output = network.call(factory.Create(patient, patches));
        var values = network.PredictsRisk ? output.Logits : output.Logits.sigmoid();
        return new([.. values.cpu().data<float>().Select(value => (double)value)], network.PredictsRisk, output.ModalityWeights?.cpu().data<float>().ToArray() ?? []);
    }
}
