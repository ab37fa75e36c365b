using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>What a network says about one patient, and what it looked at.</summary>
/// <param name="Output">What it says.</param>
/// <param name="PatchScores">[patches]: how much each patch counted, sum 1; null when pathology is missing or the network cannot say.</param>
/// <param name="GenomicScores">[groups]: how much each genomic group counted, sum 1; null when genomics is missing or the network cannot say.</param>
public sealed record ExplainedOutput(SurvivalOutput Output, Tensor? PatchScores, Tensor? GenomicScores);
