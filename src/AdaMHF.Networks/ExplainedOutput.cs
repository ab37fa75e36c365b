using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>Prediction of one patient with attention scores.</summary>
/// <param name="Output">The prediction.</param>
/// <param name="PatchScores">
/// [patches]: attention weight of each patch, sum 1; null when pathology is missing or the network has no such scores.
/// </param>
/// <param name="GenomicScores">
/// [groups]: attention weight of each genomic group, sum 1; null when genomics is missing or the network has no such scores.
/// </param>
public sealed record ExplainedOutput(SurvivalOutput Output, Tensor? PatchScores, Tensor? GenomicScores);
