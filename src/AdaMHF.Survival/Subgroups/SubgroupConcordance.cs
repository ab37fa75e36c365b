namespace AdaMHF.Survival;

/// <summary>Concordance within one subgroup.</summary>
/// <param name="Group">Label of the group.</param>
/// <param name="Concordance">Harrell's concordance of its subjects among themselves, with events, pairs and interval.</param>
public sealed record SubgroupConcordance(int Group, ConcordanceResult Concordance);
