namespace AdaMHF.PatchBags;

/// <summary>One fact about an HDF5 object.</summary>
internal sealed record Hdf5Message(int Type, int Flags, ReadOnlyMemory<byte> Data)
{
    public const int Dataspace = 0x01;
    public const int LinkInfo = 0x02;
    public const int Datatype = 0x03;
    public const int Link = 0x06;
    public const int ExternalFiles = 0x07;
    public const int Layout = 0x08;
    public const int Filters = 0x0B;
    public const int Attribute = 0x0C;
    public const int Continuation = 0x10;
    public const int SymbolTable = 0x11;
    public const int AttributeInfo = 0x15;

    /// <summary>Whether the content is stored in another object.</summary>
    public bool IsShared => (Flags & 2) != 0;
}
