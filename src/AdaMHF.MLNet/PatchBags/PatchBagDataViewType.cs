using AdaMHF.PatchBags;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>
/// Data view type of a column of <see cref="PatchBag"/> handles. A bag is not a vector column: a patient's 100,000 patches of width 1024
/// are 410 MB, which every getter would copy.
/// </summary>
public sealed class PatchBagDataViewType : StructuredDataViewType
{
    private PatchBagDataViewType() : base(typeof(PatchBag))
    {
    }

    /// <summary>The only instance.</summary>
    public static PatchBagDataViewType Instance { get; } = new();

    /// <inheritdoc/>
    public override bool Equals(DataViewType? other) => other is PatchBagDataViewType;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PatchBagDataViewType;

    /// <inheritdoc/>
    public override int GetHashCode() => nameof(PatchBagDataViewType).GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => "PatchBag";
}
