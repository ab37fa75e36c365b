using AdaMHF.Networks;
using AdaMHF.TensorFiles;

namespace AdaMHF.MLNet;

/// <summary>Remembers the weights of the best epoch so far and says when patience is at its end.</summary>
internal sealed class BestEpoch(EarlyStopping stopping)
{
    private double _best = double.NegativeInfinity;
    private byte[]? _weights;

    /// <summary>Number of the best epoch, from 1; 0 before the first.</summary>
    public int Number { get; private set; }

    /// <summary>Takes note of an epoch.</summary>
    /// <returns>True when training should end.</returns>
    public bool End(int epoch, InnerResult inner, SurvivalNetwork network)
    {
        var value = stopping.Measure == EarlyStoppingMeasure.Loss ? -inner.Loss : inner.Concordance.ConcordanceIndex;
        if (value > _best || Number == 0)
        {
            (_best, Number) = (double.IsNaN(value) ? double.NegativeInfinity : value, epoch);
            using var stream = new MemoryStream();
            NetworkWeights.Save(network, stream);
            _weights = stream.ToArray();
        }
        return epoch - Number >= stopping.Patience;
    }

    /// <summary>Gives the network the weights of the best epoch.</summary>
    public void Restore(SurvivalNetwork network) => NetworkWeights.Load(network, SafeTensorsFile.Parse(_weights!, "the best epoch"));
}
