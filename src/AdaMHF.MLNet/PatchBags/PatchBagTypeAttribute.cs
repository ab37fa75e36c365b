using AdaMHF.PatchBags;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>Marks a <see cref="PatchBag"/> property of a row class, so that ML.NET knows its column type.</summary>
/// <example>
/// <code>
/// public sealed class Patient { [PatchBagType] public PatchBag Bag { get; set; } = PatchBag.Empty; }
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class PatchBagTypeAttribute : DataViewTypeAttribute
{
    /// <inheritdoc/>
    public override bool Equals(DataViewTypeAttribute? other) => other is PatchBagTypeAttribute;

    /// <inheritdoc/>
    public override void Register() => DataViewTypeManager.Register(PatchBagDataViewType.Instance, typeof(PatchBag), this);
}
