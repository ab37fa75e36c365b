using System.Text.Json.Serialization;

namespace AdaMHF.MLNet;

/// <summary>One epoch of a training curve.</summary>
/// <param name="Epoch">Number, from 1.</param>
/// <param name="LearningRate">Step size of its last step.</param>
/// <param name="Loss">Mean loss of the patients who were learned from, while they were.</param>
/// <param name="ValidationLoss">Mean loss of the spared patients after it; null without early stopping.</param>
/// <param name="ValidationConcordanceIndex">Concordance index of the spared patients after it; null without early stopping, NaN when undefined.</param>
/// <param name="ValidationComparablePairs">Pairs behind that index; null without early stopping.</param>
public sealed record TrainingEpoch(
    int Epoch,
    double LearningRate,
    double Loss,
    [property: JsonPropertyName("InnerLoss")] double? ValidationLoss,
    [property: JsonPropertyName("InnerConcordanceIndex")] double? ValidationConcordanceIndex,
    [property: JsonPropertyName("InnerComparablePairs")] long? ValidationComparablePairs);
