namespace AdaMHF.TensorFiles;

/// <summary>The number type of a stored tensor.</summary>
public enum TensorElementType
{
    /// <summary>One byte, 0 or 1.</summary>
    Boolean,

    /// <summary>Unsigned 8-bit integer.</summary>
    UInt8,

    /// <summary>Signed 8-bit integer.</summary>
    Int8,

    /// <summary>Signed 16-bit integer.</summary>
    Int16,

    /// <summary>Signed 32-bit integer.</summary>
    Int32,

    /// <summary>Signed 64-bit integer.</summary>
    Int64,

    /// <summary>IEEE half precision, 16 bits.</summary>
    Float16,

    /// <summary>The upper 16 bits of an IEEE single.</summary>
    BFloat16,

    /// <summary>IEEE single precision, 32 bits.</summary>
    Float32,

    /// <summary>IEEE double precision, 64 bits.</summary>
    Float64,
}
