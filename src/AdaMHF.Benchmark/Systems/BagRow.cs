using AdaMHF.MLNet;
using AdaMHF.PatchBags;

namespace AdaMHF.Benchmark;

/// <summary>The bag of a patient.</summary>
internal sealed class BagRow
{
    [PatchBagType]
    public PatchBag Bag { get; set; } = PatchBag.Empty;
}
