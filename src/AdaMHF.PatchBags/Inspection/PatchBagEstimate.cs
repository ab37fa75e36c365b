namespace AdaMHF.PatchBags;

/// <summary>How much memory and reading a cohort's bags take, estimated from their headers alone.</summary>
/// <param name="Bags">Bags with at least one patch.</param>
/// <param name="Patches">Patches of all bags.</param>
/// <param name="PatchesUsed">Patches that one pass over the bags reads.</param>
/// <param name="BytesPerPass">Bytes of memory that one pass over the bags fills, one after the other.</param>
/// <param name="BytesOfLargest">Bytes of the largest bag as it is used.</param>
/// <param name="MostBytesAtOnce">Peak of the bytes in memory: what is read ahead, and the bag in use.</param>
public sealed record PatchBagEstimate(
    int Bags, long Patches, long PatchesUsed, long BytesPerPass, long BytesOfLargest, long MostBytesAtOnce)
{
    /// <summary>Reads the headers of bags and adds up.</summary>
    /// <param name="bags">One bag per patient.</param>
    /// <param name="patchesPerBag">Largest number of patches of a bag that are used at once; null when all are.</param>
    /// <param name="bytesAhead">Memory for bags that wait, as in <see cref="PatchPrefetcher"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    /// <exception cref="PatchBagException">A file cannot be read.</exception>
    public static PatchBagEstimate Of(
        IEnumerable<PatchBag> bags, int? patchesPerBag = null, long bytesAhead = PatchPrefetcher.DefaultBytesAhead)
    {
        ArgumentNullException.ThrowIfNull(bags);
        ArgumentOutOfRangeException.ThrowIfLessThan(patchesPerBag ?? 1, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(bytesAhead, 1);
        var (count, patches, used, bytes, largest) = (0, 0L, 0L, 0L, 0L);
        foreach (var bag in bags.Where(bag => !bag.IsEmpty))
        {
            var some = Math.Min(bag.PatchCount, patchesPerBag ?? int.MaxValue);
            count++;
            patches += bag.PatchCount;
            used += some;
            bytes += bag.BytesOf(some);
            largest = Math.Max(largest, bag.BytesOf(some));
        }
        return new(count, patches, used, bytes, largest, largest + Math.Min(bytes, Math.Max(largest, bytesAhead)));
    }
}
