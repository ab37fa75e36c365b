namespace AdaMHF.Networks;

/// <summary>Decisions for one modality of one patient.</summary>
/// <param name="Segregation">Gates of the segregation unit, stage by stage and layer by layer.</param>
/// <param name="Selection">Token scores, kept tokens, alpha and K_top; null where the network selects no tokens.</param>
/// <param name="Integration">Gates of the integration unit.</param>
public sealed record ModalityDecisions(
    IReadOnlyList<ExpertDecision> Segregation, TokenSelection? Selection, IReadOnlyList<ExpertDecision> Integration);
