namespace AdaMHF.PatchBags.Tests;

/// <summary>Tests that change the limits of the process, beside which no other may run.</summary>
[CollectionDefinition(nameof(FileLimits), DisableParallelization = true)]
public class ChangesFileLimits;
