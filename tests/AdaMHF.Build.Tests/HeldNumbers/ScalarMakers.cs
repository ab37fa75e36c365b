using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace AdaMHF.Build.Tests;

/// <summary>The methods of TorchSharp that make a Scalar, by themselves or by what they call.</summary>
/// <remarks>
/// A virtual call is followed to the method it names only. For what overrides it, every type whose overriding method makes a Scalar counts
/// (nn.ELU, whose forward does): nobody may make an object of it.
/// </remarks>
internal sealed class ScalarMakers
{
    private const string Scalar = "TorchSharp.Scalar";
    private const string Tensor = "TorchSharp.torch.Tensor";

    private readonly HashSet<int> _methods;
    private readonly HashSet<int> _types;

    private ScalarMakers(HashSet<int> methods, HashSet<int> types)
    {
        _methods = methods;
        _types = types;
    }

    /// <summary>Whether the method of this metadata token makes a Scalar.</summary>
    public bool Has(int method) => _methods.Contains(method);

    /// <summary>Whether objects of the type of this metadata token make Scalars when they are used.</summary>
    public bool HasObjectsOf(int type) => _types.Contains(type);

    public static ScalarMakers Read(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var reader = file.GetMetadataReader();
        var callers = new MethodCalls(file).Callers();
        HashSet<MethodDefinitionHandle> found = [];
        Queue<MethodDefinitionHandle> open = new(reader.MethodDefinitions.Where(method => IsConstructorOf(reader, method, Scalar)));
        while (open.TryDequeue(out var called))
        {
            foreach (var caller in callers[called])
            {
                if (found.Add(caller)) open.Enqueue(caller);
            }
        }
        return new(
            [.. found.Select(method => MetadataTokens.GetToken(method))],
            [.. reader.TypeDefinitions.Where(type => Overrides(reader, type, found)).Select(type => MetadataTokens.GetToken(type))]);
    }

    private static bool IsConstructorOf(MetadataReader reader, MethodDefinitionHandle method, string type) =>
        reader.GetMethodDefinition(method) is var definition
        && reader.GetString(definition.Name) == ".ctor"
        && SignatureText.FullName(reader, definition.GetDeclaringType()) == type;

    private static bool Overrides(MetadataReader reader, TypeDefinitionHandle type, HashSet<MethodDefinitionHandle> found)
    {
        // A tensor's only such methods are those that print it, which the calls name.
        if (SignatureText.FullName(reader, type) == Tensor) return false;
        var definition = reader.GetTypeDefinition(type);
        return definition.GetMethods().Any(method => found.Contains(method) && IsVirtual(reader.GetMethodDefinition(method)))
            || (definition.BaseType is { IsNil: false, Kind: HandleKind.TypeDefinition } above
                && Overrides(reader, (TypeDefinitionHandle)above, found));
    }

    private static bool IsVirtual(MethodDefinition method) => (method.Attributes & MethodAttributes.Virtual) != 0;
}
