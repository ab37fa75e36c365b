using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace PublicReferences;

/// <summary>The visibility bits of an assembly's types, methods and fields, at their positions in the file (ECMA-335, II.22).</summary>
/// <param name="image">The whole file, changed in place.</param>
/// <param name="metadata">A reader over an unchanged view of the same bytes.</param>
/// <param name="metadataStart">Start of the metadata in the file.</param>
internal sealed class VisibilityRows(byte[] image, MetadataReader metadata, int metadataStart)
{
    private const int TypeFlags = 0;
    private const int FieldFlags = 0;

    // RVA (4 bytes) and ImplFlags (2 bytes) precede a method's flags.
    private const int MethodFlags = 6;

    /// <summary>An internal type becomes public; nested, also a private protected one becomes protected.</summary>
    public void Type(TypeDefinitionHandle type)
    {
        Span<byte> flags = Row(TableIndex.TypeDef, MetadataTokens.GetRowNumber(type), TypeFlags);
        var visibility = (TypeAttributes)BinaryPrimitives.ReadUInt16LittleEndian(flags) & TypeAttributes.VisibilityMask;
        TypeAttributes seen = visibility switch
        {
            TypeAttributes.NotPublic => TypeAttributes.Public,
            TypeAttributes.NestedAssembly or TypeAttributes.NestedFamORAssem => TypeAttributes.NestedPublic,
            TypeAttributes.NestedFamANDAssem => TypeAttributes.NestedFamily,
            _ => visibility,
        };
        Set(flags, (int)TypeAttributes.VisibilityMask, (int)seen);
    }

    /// <summary>
    /// An internal method becomes public, a private protected one protected. Protected internal stays: for a class in another assembly it
    /// is protected, and overrides there are declared so.
    /// </summary>
    public void Method(MethodDefinitionHandle method)
    {
        Span<byte> flags = Row(TableIndex.MethodDef, MetadataTokens.GetRowNumber(method), MethodFlags);
        var access = (MethodAttributes)BinaryPrimitives.ReadUInt16LittleEndian(flags) & MethodAttributes.MemberAccessMask;
        MethodAttributes seen = access switch
        {
            MethodAttributes.Assembly => MethodAttributes.Public,
            MethodAttributes.FamANDAssem => MethodAttributes.Family,
            _ => access,
        };
        Set(flags, (int)MethodAttributes.MemberAccessMask, (int)seen);
    }

    /// <summary>An internal field becomes public, a private protected one protected.</summary>
    public void Field(FieldDefinitionHandle field)
    {
        Span<byte> flags = Row(TableIndex.Field, MetadataTokens.GetRowNumber(field), FieldFlags);
        var access = (FieldAttributes)BinaryPrimitives.ReadUInt16LittleEndian(flags) & FieldAttributes.FieldAccessMask;
        FieldAttributes seen = access switch
        {
            FieldAttributes.Assembly => FieldAttributes.Public,
            FieldAttributes.FamANDAssem => FieldAttributes.Family,
            _ => access,
        };
        Set(flags, (int)FieldAttributes.FieldAccessMask, (int)seen);
    }

    // The mask lies in the first of the flags' bytes in all three tables.
    private static void Set(Span<byte> flags, int mask, int value) => flags[0] = (byte)((flags[0] & ~mask) | value);

    private Span<byte> Row(TableIndex table, int number, int column) =>
        image.AsSpan(metadataStart + metadata.GetTableMetadataOffset(table) + ((number - 1) * metadata.GetTableRowSize(table)) + column);
}
