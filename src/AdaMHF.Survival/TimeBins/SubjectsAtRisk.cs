using System.Collections.Immutable;

namespace AdaMHF.Survival;

/// <summary>The subjects who count for a time bin.</summary>
/// <param name="Subjects">Their numbers, rising.</param>
/// <param name="Events">Of each, whether he had the event in the bin.</param>
public sealed record SubjectsAtRisk(ImmutableArray<int> Subjects, ImmutableArray<bool> Events);
