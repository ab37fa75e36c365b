using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace AdaMHF.Build;

/// <summary>
/// Copies an assembly for the compiler's eyes only, with its internal types and members public and its private protected members protected.
/// Only visibility bits in the metadata tables change; nothing moves.
/// </summary>
public static class PublicReference
{
    /// <summary>Writes the copy to a temporary name and moves it into place.</summary>
    /// <param name="source">Assembly to copy.</param>
    /// <param name="target">Where the copy goes; its folder is created.</param>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="BadImageFormatException">The source is not a managed assembly.</exception>
    public static void Write(string source, string target)
    {
        var copy = Publicise(File.ReadAllBytes(source));
        var folder = Path.GetDirectoryName(Path.GetFullPath(target))!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(temporary, copy);
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The same image with wider visibility.</summary>
    /// <param name="image">An assembly.</param>
    /// <exception cref="BadImageFormatException">The image is not a managed assembly.</exception>
    public static byte[] Publicise(byte[] image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var result = (byte[])image.Clone();
        using var pe = new PEReader(new MemoryStream(image));
        if (!pe.HasMetadata) throw new BadImageFormatException("The file holds no .NET metadata.");
        var reader = pe.GetMetadataReader();
        var metadata = pe.PEHeaders.MetadataStartOffset;

        ForEachRow(reader, TableIndex.TypeDef, row =>
        {
            var flags = BitConverter.ToUInt32(result, metadata + row);
            BitConverter.TryWriteBytes(result.AsSpan(metadata + row), Widened(flags));
        });
        // A method's flags follow its address and its implementation flags.
        ForEachRow(reader, TableIndex.MethodDef, row => WidenMember(result, metadata + row + 6));
        ForEachRow(reader, TableIndex.Field, row => WidenMember(result, metadata + row));
        return result;
    }

    private static void ForEachRow(MetadataReader reader, TableIndex table, Action<int> edit)
    {
        var (start, size) = (reader.GetTableMetadataOffset(table), reader.GetTableRowSize(table));
        for (var row = 0; row < reader.GetTableRowCount(table); row++) edit(start + (row * size));
    }

    private static uint Widened(uint flags)
    {
        var visibility = (TypeAttributes)flags & TypeAttributes.VisibilityMask;
        var wider = visibility switch
        {
            TypeAttributes.NotPublic => TypeAttributes.Public,
            TypeAttributes.NestedAssembly => TypeAttributes.NestedPublic,
            TypeAttributes.NestedFamANDAssem => TypeAttributes.NestedFamily,
            _ => visibility,
        };
        return (flags & ~(uint)TypeAttributes.VisibilityMask) | (uint)wider;
    }

    // Fields and methods share the meaning of these bits. Protected internal stays: to derived classes it is protected already, and
    // overrides in the copied assembly must keep agreeing with their base.
    private static void WidenMember(byte[] image, int at)
    {
        var flags = BitConverter.ToUInt16(image, at);
        var access = (MethodAttributes)flags & MethodAttributes.MemberAccessMask;
        var wider = access switch
        {
            MethodAttributes.Assembly => MethodAttributes.Public,
            MethodAttributes.FamANDAssem => MethodAttributes.Family,
            _ => access,
        };
        BitConverter.TryWriteBytes(image.AsSpan(at), (ushort)((flags & ~(int)MethodAttributes.MemberAccessMask) | (int)wider));
    }
}
