namespace AdaMHF.PatchBags;

/// <summary>How many patches of a bag are kept, and the seed by which they are chosen.</summary>
internal sealed record PatchBudget(int Most, int[] Seed);
