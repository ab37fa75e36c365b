using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace AdaMHF.Build.Tests;

/// <summary>Which methods of an assembly call, or take the address of, which others of it, read from its instructions.</summary>
internal sealed class MethodCalls
{
    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value, code => code.OperandType);

    private readonly PEReader _file;
    private readonly MetadataReader _reader;
    private readonly ILookup<(TypeDefinitionHandle Type, string Name), MethodDefinitionHandle> _named;
    private readonly Dictionary<string, TypeDefinitionHandle> _types;

    public MethodCalls(PEReader file)
    {
        _file = file;
        _reader = file.GetMetadataReader();
        _named = _reader.MethodDefinitions.ToLookup(method => (Definition(method).GetDeclaringType(), NameOf(method)));
        _types = _reader.TypeDefinitions.ToDictionary(type => SignatureText.FullName(_reader, type));
    }

    /// <summary>All calls, by the method that is called.</summary>
    public ILookup<MethodDefinitionHandle, MethodDefinitionHandle> Callers() => _reader.MethodDefinitions
        .SelectMany(caller => Called(caller).Distinct().Select(called => (caller, called)))
        .ToLookup(call => call.called, call => call.caller);

    private IEnumerable<MethodDefinitionHandle> Called(MethodDefinitionHandle caller)
    {
        int address = Definition(caller).RelativeVirtualAddress;
        if (address == 0) yield break;
        foreach (var token in Tokens(_file.GetMethodBody(address).GetILReader()))
        {
            foreach (var called in Methods(token)) yield return called;
        }
    }

    private static List<EntityHandle> Tokens(BlobReader code)
    {
        List<EntityHandle> tokens = [];
        while (code.RemainingBytes > 0)
        {
            int operation = code.ReadByte();
            if (operation == 0xFE) operation = 0xFE00 | code.ReadByte();
            switch (Operands[operation])
            {
                case OperandType.InlineMethod or OperandType.InlineTok:
                    tokens.Add(MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    int cases = code.ReadInt32();
                    code.Offset += sizeof(int) * cases;
                    break;
                case var operand:
                    code.Offset += LengthOf(operand);
                    break;
            }
        }
        return tokens;
    }

    private static int LengthOf(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    private IEnumerable<MethodDefinitionHandle> Methods(EntityHandle token) => token.Kind switch
    {
        HandleKind.MethodDefinition => WithSteps((MethodDefinitionHandle)token),
        HandleKind.MethodSpecification => Methods(_reader.GetMethodSpecification((MethodSpecificationHandle)token).Method),
        HandleKind.MemberReference => MethodsOfGenericType(_reader.GetMemberReference((MemberReferenceHandle)token)),
        _ => [],
    };

    // All overloads, because type arguments are not substituted here.
    private IEnumerable<MethodDefinitionHandle> MethodsOfGenericType(MemberReference member) =>
        LibraryTypes.NameOf(_reader, member.Parent) is { } parent && _types.TryGetValue(parent, out var type)
            ? _named[(type, _reader.GetString(member.Name))].SelectMany(WithSteps)
            : [];

    // Who makes an iterator runs it.
    private IEnumerable<MethodDefinitionHandle> WithSteps(MethodDefinitionHandle method) =>
        NameOf(method) == ".ctor" && _reader.GetString(_reader.GetTypeDefinition(Definition(method).GetDeclaringType()).Name)[0] == '<'
            ? _named[(Definition(method).GetDeclaringType(), "MoveNext")].Prepend(method)
            : [method];

    private MethodDefinition Definition(MethodDefinitionHandle method) => _reader.GetMethodDefinition(method);

    private string NameOf(MethodDefinitionHandle method) => _reader.GetString(Definition(method).Name);
}
