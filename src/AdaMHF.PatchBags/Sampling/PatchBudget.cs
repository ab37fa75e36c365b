namespace AdaMHF.PatchBags;

/// <summary>Largest number of patches that a bag keeps, and the seed of the sample.</summary>
internal sealed record PatchBudget(int MaxPatches, int[] Seed);
