namespace AdaMHF.PatchBags;

/// <summary>Number types that patch bags are stored in.</summary>
internal enum NumberKind
{
    Float16,
    BFloat16,
    Float32,
    Float64,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
}
