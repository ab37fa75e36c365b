using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace AdaMHF.Build.Tests;

/// <summary>
/// Everything that an assembly names, calls or overrides in the libraries although it is not public there, one line each: assembly,
/// access and name. What the libraries do not have at all is listed too, with the access "missing".
/// </summary>
internal sealed class InternalUses
{
    private readonly MetadataReader _reader;
    private readonly Dictionary<string, LibraryType> _library;

    // Compilers put attribute classes of their own into every assembly, under one name: a name alone does not say whose type it is.
    private readonly (string Assembly, string Name)[] _named;
    private readonly SortedSet<string> _lines = new(StringComparer.Ordinal);

    private InternalUses(MetadataReader reader, IReadOnlyCollection<string> libraries)
    {
        _reader = reader;
        _library = LibraryTypes.Read(libraries);
        HashSet<string?> assemblies = [.. libraries.Select(Path.GetFileNameWithoutExtension)];
        _named = [.. reader.TypeReferences
            .Where(type => assemblies.Contains(AssemblyOf(type)))
            .Select(type => (AssemblyOf(type)!, SignatureText.FullName(reader, type)))];
    }

    public static IReadOnlyCollection<string> Of(string assembly, IReadOnlyCollection<string> libraries)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var uses = new InternalUses(file.GetMetadataReader(), libraries);
        uses.AddTypes();
        uses.AddMembers();
        uses.AddOverrides();
        return uses._lines;
    }

    private void AddTypes()
    {
        foreach ((string assembly, string name) in _named)
        {
            if (_library.TryGetValue(name, out LibraryType? type))
            {
                Add(type, type.Access, "");
            }
            else
            {
                _lines.Add($"{assembly}: missing {name}");
            }
        }
    }

    private void AddMembers()
    {
        HashSet<string> named = [.. _named.Select(type => type.Name)];
        foreach (MemberReference member in _reader.MemberReferences.Select(_reader.GetMemberReference))
        {
            bool onType = member.Parent.Kind is HandleKind.TypeReference or HandleKind.TypeSpecification;
            if (onType && LibraryTypes.NameOf(_reader, member.Parent) is string parent
                && named.Contains(parent) && _library.TryGetValue(parent, out LibraryType? type))
            {
                string key = _reader.GetString(member.Name) + (member.GetKind() == MemberReferenceKind.Method
                    ? SignatureText.Parameters(member.DecodeMethodSignature(SignatureText.Provider, null))
                    : "");
                Add(type, type.IsVisible ? type.Members.GetValueOrDefault(key, "missing") : type.Access, $".{key}");
            }
        }
    }

    private void AddOverrides()
    {
        foreach (TypeDefinition type in _reader.TypeDefinitions.Select(_reader.GetTypeDefinition))
        {
            foreach (MethodDefinition method in type.GetMethods().Select(_reader.GetMethodDefinition).Where(IsOverride))
            {
                AddOverridden(LibraryTypes.NameOf(_reader, type.BaseType), method);
            }
        }
    }

    private static bool IsOverride(MethodDefinition method) =>
        (method.Attributes & (MethodAttributes.Virtual | MethodAttributes.NewSlot)) == MethodAttributes.Virtual;

    /// <remarks>By name and number of parameters: a generic base class has type parameters where the override has types.</remarks>
    private void AddOverridden(string? baseType, MethodDefinition method)
    {
        string name = _reader.GetString(method.Name);
        int parameters = method.DecodeSignature(SignatureText.Provider, null).ParameterTypes.Length;
        while (baseType is not null && _library.TryGetValue(baseType, out LibraryType? type))
        {
            var overloads = type.Members.Where(member => member.Key.StartsWith($"{name}(", StringComparison.Ordinal));
            foreach ((string member, string access) in overloads)
            {
                if (access != "private" && CountParameters(member) == parameters)
                {
                    Add(type, access, $".{member}");
                }
            }

            baseType = type.BaseType;
        }
    }

    private static int CountParameters(string member)
    {
        string list = member[(member.IndexOf('(', StringComparison.Ordinal) + 1)..^1];
        int depth = 0;
        return list.Length == 0 ? 0 : 1 + list.Count(character =>
        {
            depth += character switch { '<' or '(' or '[' => 1, '>' or ')' or ']' => -1, _ => 0 };
            return character == ',' && depth == 0;
        });
    }

    private string? AssemblyOf(TypeReferenceHandle handle)
    {
        EntityHandle scope = _reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => AssemblyOf((TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => _reader.GetString(_reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            _ => null,
        };
    }

    private void Add(LibraryType type, string access, string member)
    {
        if (!LibraryType.IsVisibleAccess(access))
        {
            _lines.Add($"{type.Assembly}: {access} {type.Name}{member}");
        }
    }
}
