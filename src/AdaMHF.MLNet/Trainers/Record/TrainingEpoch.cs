using System.Text.Json.Serialization;

namespace AdaMHF.MLNet;

/// <summary>One epoch of a training curve.</summary>
/// <param name="Epoch">Number, from 1.</param>
/// <param name="LearningRate">Learning rate of its last step.</param>
/// <param name="Loss">Mean loss of the training patients, each computed at its own step of the epoch.</param>
/// <param name="ValidationLoss">Mean loss of the validation patients after the epoch; null without early stopping.</param>
/// <param name="ValidationConcordanceIndex">
/// Concordance index of the validation patients after the epoch; null without early stopping, NaN when undefined.
/// </param>
/// <param name="ValidationComparablePairs">Comparable pairs behind that index; null without early stopping.</param>
public sealed record TrainingEpoch(
    int Epoch,
    double LearningRate,
    double Loss,
    [property: JsonPropertyName("InnerLoss")] double? ValidationLoss,
    [property: JsonPropertyName("InnerConcordanceIndex")] double? ValidationConcordanceIndex,
    [property: JsonPropertyName("InnerComparablePairs")] long? ValidationComparablePairs);
