using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace AdaMHF.Build.Tests;

/// <summary>The types of the original ML.NET assemblies, which lie beside the tests, by their full names.</summary>
internal static class LibraryTypes
{
    public static Dictionary<string, LibraryType> Read(IEnumerable<string> assemblies)
    {
        Dictionary<string, LibraryType> types = [];
        foreach (string path in assemblies)
        {
            using var file = new PEReader(File.OpenRead(path));
            MetadataReader reader = file.GetMetadataReader();
            string assembly = reader.GetString(reader.GetAssemblyDefinition().Name);
            foreach (TypeDefinitionHandle handle in reader.TypeDefinitions)
            {
                LibraryType type = Read(reader, assembly, handle);
                types.TryAdd(type.Name, type);
            }
        }

        return types;
    }

    private static LibraryType Read(MetadataReader reader, string assembly, TypeDefinitionHandle handle)
    {
        TypeDefinition type = reader.GetTypeDefinition(handle);
        Dictionary<string, string> members = [];
        foreach (MethodDefinition method in type.GetMethods().Select(reader.GetMethodDefinition))
        {
            string parameters = SignatureText.Parameters(method.DecodeSignature(SignatureText.Provider, null));
            members[reader.GetString(method.Name) + parameters] = AccessOf(method.Attributes & MethodAttributes.MemberAccessMask);
        }

        foreach (FieldDefinition field in type.GetFields().Select(reader.GetFieldDefinition))
        {
            // A field's access has the same numbers as a method's.
            members[reader.GetString(field.Name)] = AccessOf((MethodAttributes)(field.Attributes & FieldAttributes.FieldAccessMask));
        }

        string name = SignatureText.FullName(reader, handle);
        return new LibraryType(assembly, name, AccessOf(reader, type), NameOf(reader, type.BaseType), members);
    }

    /// <summary>Full name of a type without its type arguments.</summary>
    public static string? NameOf(MetadataReader reader, EntityHandle handle) => handle.Kind switch
    {
        _ when handle.IsNil => null,
        HandleKind.TypeDefinition => SignatureText.FullName(reader, (TypeDefinitionHandle)handle),
        HandleKind.TypeReference => SignatureText.FullName(reader, (TypeReferenceHandle)handle),
        _ => reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(SignatureText.Provider, null).Split('<')[0],
    };

    private static string AccessOf(MetadataReader reader, TypeDefinition type)
    {
        string access = (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public or TypeAttributes.NestedPublic => "public",
            TypeAttributes.NestedFamily => "protected",
            TypeAttributes.NestedFamORAssem => "protected internal",
            TypeAttributes.NestedFamANDAssem => "private protected",
            TypeAttributes.NestedPrivate => "private",
            _ => "internal",
        };
        if (!type.IsNested || !LibraryType.IsVisibleAccess(access))
        {
            return access;
        }

        string outer = AccessOf(reader, reader.GetTypeDefinition(type.GetDeclaringType()));
        return LibraryType.IsVisibleAccess(outer) ? access : outer;
    }

    private static string AccessOf(MethodAttributes access) => access switch
    {
        MethodAttributes.Public => "public",
        MethodAttributes.Family => "protected",
        MethodAttributes.FamORAssem => "protected internal",
        MethodAttributes.FamANDAssem => "private protected",
        MethodAttributes.Assembly => "internal",
        _ => "private",
    };
}
