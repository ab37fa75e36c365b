using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using AdaMHF.Build;

namespace PublicReferences;

/// <summary>
/// Copies an assembly for the compiler, with its internals public. Only visibility bits change, so tables, names, signatures and identity
/// are those of the original, which is used at run time.
/// </summary>
internal static class PublicCopy
{
    /// <summary>Writes the copy, by way of a temporary file in the same folder.</summary>
    /// <param name="assembly">Path of a .NET assembly.</param>
    /// <param name="copy">Path of the copy; its folder is created.</param>
    /// <exception cref="BadImageFormatException">The file is not a .NET assembly, or a part of it is missing.</exception>
    public static void Write(string assembly, string copy)
    {
        byte[] image = File.ReadAllBytes(assembly);
        Rewrite(image);
        WholeFile.Write(copy, image);
    }

    /// <summary>Makes everything internal in an assembly public, in place.</summary>
    /// <exception cref="BadImageFormatException">The bytes are not a .NET assembly, or a part of it is missing.</exception>
    public static void Rewrite(byte[] image)
    {
        using var portableExecutable = new PEReader(new MemoryStream(image, writable: false));
        RequireWholeAssembly(portableExecutable, image.Length);

        MetadataReader metadata = portableExecutable.GetMetadataReader();
        if (!metadata.IsAssembly)
        {
            throw new BadImageFormatException("it is a module without an assembly manifest.");
        }

        var rows = new VisibilityRows(image, metadata, portableExecutable.PEHeaders.MetadataStartOffset);
        foreach (TypeDefinitionHandle type in metadata.TypeDefinitions.Where(type => !BelongsToCompiler(metadata, type)))
        {
            TypeDefinition definition = metadata.GetTypeDefinition(type);
            rows.Type(type);
            foreach (MethodDefinitionHandle method in definition.GetMethods())
            {
                rows.Method(method);
            }

            foreach (FieldDefinitionHandle field in definition.GetFields())
            {
                rows.Field(field);
            }
        }
    }

    private static void RequireWholeAssembly(PEReader portableExecutable, int length)
    {
        if (!portableExecutable.HasMetadata)
        {
            throw new BadImageFormatException("it is a native program or library without .NET metadata.");
        }

        SectionHeader last = portableExecutable.PEHeaders.SectionHeaders.MaxBy(section => section.PointerToRawData);
        if (last.PointerToRawData + last.SizeOfRawData > length)
        {
            throw new BadImageFormatException(
                $"it is cut short: {length} bytes of at least {last.PointerToRawData + last.SizeOfRawData}. Restore its package again.");
        }
    }

    /// <summary>
    /// The compiler embeds types under names of its own or of the runtime (IsExternalInit, NullableAttribute ...): if public, they would
    /// conflict with those of the assembly that is compiled.
    /// </summary>
    private static bool BelongsToCompiler(MetadataReader metadata, TypeDefinitionHandle type)
    {
        TypeDefinition definition = metadata.GetTypeDefinition(type);
        if (metadata.GetString(definition.Name).Contains('<', StringComparison.Ordinal))
        {
            return true;
        }

        if (definition.IsNested)
        {
            return BelongsToCompiler(metadata, definition.GetDeclaringType());
        }

        string @namespace = metadata.GetString(definition.Namespace);
        return @namespace is "System" or "Microsoft.CodeAnalysis" || @namespace.StartsWith("System.", StringComparison.Ordinal);
    }
}
