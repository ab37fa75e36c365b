using AdaMHF.Networks;
using AdaMHF.TensorFiles;

namespace AdaMHF.MLNet;

/// <summary>Remembers the weights of the best epoch so far and says when patience is at its end.</summary>
internal sealed class BestEpoch(EarlyStopping stopping)
{
    /// <summary>Number of the best epoch, from 1; 0 before the first.</summary>
    public int Number { get; private set; }

    /// <summary>What it is best by, larger is better.</summary>
    public double Value { get; private set; } = double.NegativeInfinity;

    /// <summary>Its weights; null before the first.</summary>
    public NamedTensors? Weights { get; private set; }

    /// <summary>Takes note of an epoch.</summary>
    public void End(int epoch, ValidationResult validation, SurvivalNetwork network)
    {
        var value = stopping.Measure == EarlyStoppingMeasure.Loss ? -validation.Loss : validation.Concordance.ConcordanceIndex;
        if (value > Value || Number == 0)
            Continue(epoch, double.IsNaN(value) ? double.NegativeInfinity : value, NetworkWeights.Copy(network));
    }

    /// <summary>Goes on from what was remembered.</summary>
    public void Continue(int number, double value, NamedTensors weights) => (Number, Value, Weights) = (number, value, weights);

    /// <summary>Whether too many epochs have passed since the best one.</summary>
    public bool Ended(int epoch) => Number > 0 && epoch - Number >= stopping.Patience;

    /// <summary>Gives the network the weights of the best epoch.</summary>
    public void Restore(SurvivalNetwork network) => NetworkWeights.Load(network, Weights!);
}
