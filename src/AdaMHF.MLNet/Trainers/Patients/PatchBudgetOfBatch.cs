namespace AdaMHF.MLNet;

/// <summary>How many patches are computed together: some gigabytes of activations in the published network.</summary>
internal struct PatchBudgetOfBatch
{
    /// <summary>Eight bags of 2048.</summary>
    public const long MaxPatches = 16_384;

    private int _longest;
    private int _patients;

    /// <summary>Whether another bag still fits; it is counted if it does. The first always fits.</summary>
    /// <param name="patches">Patches of the bag; shorter bags are filled up to the longest.</param>
    public bool Takes(int patches)
    {
        var longest = Math.Max(_longest, patches);
        if (_patients > 0 && (long)longest * (_patients + 1) > MaxPatches) return false;
        (_longest, _patients) = (longest, _patients + 1);
        return true;
    }
}
