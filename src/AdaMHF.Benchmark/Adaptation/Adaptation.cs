namespace AdaMHF.Benchmark;

/// <summary>
/// What AdaMHF's adaptive parts do for held-out patients with all they have; of an ensemble, what its first member does.
/// </summary>
/// <param name="Tokens">Each modality that somebody has; empty where the network selects no tokens.</param>
/// <param name="Gates">Each layer of at least two experts of which one runs.</param>
/// <param name="Front">Of a simulated cohort with slides, whether selection follows the tumour front; null for others.</param>
internal sealed record Adaptation(
    IReadOnlyList<TokenAdaptation> Tokens, IReadOnlyList<GateAdaptation> Gates, FrontAdaptation? Front);
