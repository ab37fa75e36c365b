using System.Reflection;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using PublicReferences;

namespace AdaMHF.Build.Tests;

public sealed class PublicCopyTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static TheoryData<string> Assemblies { get; } = ["Microsoft.ML.Core", "Microsoft.ML.Data"];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Internal_types_are_public_in_the_copy(string name)
    {
        foreach ((Type original, Type copy) in Types(name))
        {
            TypeAttributes expected = (original.Attributes & TypeAttributes.VisibilityMask) switch
            {
                _ when BelongsToCompiler(original) => original.Attributes & TypeAttributes.VisibilityMask,
                TypeAttributes.NotPublic => TypeAttributes.Public,
                TypeAttributes.NestedAssembly or TypeAttributes.NestedFamORAssem => TypeAttributes.NestedPublic,
                TypeAttributes.NestedFamANDAssem => TypeAttributes.NestedFamily,
                TypeAttributes unchanged => unchanged,
            };
            Assert.True((copy.Attributes & TypeAttributes.VisibilityMask) == expected, $"{original}: {copy.Attributes}, not {expected}");
        }
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Internal_members_are_public_and_private_protected_ones_protected_and_private_ones_private(string name)
    {
        int privateMembers = 0;
        int internalMembers = 0;
        int privateProtectedMembers = 0;
        foreach ((Type originalType, Type copyType) in Types(name).Where(pair => !BelongsToCompiler(pair.Original)))
        {
            Dictionary<int, MethodAttributes> copied = Members(copyType).ToDictionary(member => member.Token, member => member.Access);
            foreach ((int token, string member, MethodAttributes access) in Members(originalType))
            {
                MethodAttributes expected = access;
                switch (access)
                {
                    case MethodAttributes.Assembly:
                        expected = MethodAttributes.Public;
                        internalMembers++;
                        break;
                    case MethodAttributes.FamANDAssem:
                        expected = MethodAttributes.Family;
                        privateProtectedMembers++;
                        break;
                    case MethodAttributes.Private:
                        privateMembers++;
                        break;
                }

                Assert.True(copied[token] == expected, $"{originalType}.{member}: {copied[token]}, not {expected}");
            }
        }

        Assert.True(
            privateMembers > 100 && internalMembers > 100,
            $"Only {privateMembers} private and {internalMembers} internal members were seen.");
        Assert.True(
            privateProtectedMembers > 10 || name != "Microsoft.ML.Data",
            "Microsoft.ML.Data is known to have private protected members.");
    }

    [Fact]
    public void What_a_savable_component_needs_is_visible()
    {
        Assert.True(Copied("Microsoft.ML.Core", "Microsoft.ML.ModelSaveContext").GetMethod("SetVersionInfo")!.IsPublic);
        Assert.True(Copied("Microsoft.ML.Core", "Microsoft.ML.VersionInfo").IsPublic);
        Assert.True(Copied("Microsoft.ML.Core", "Microsoft.ML.LoadableClassAttribute").IsPublic);
        Type transformer = Copied("Microsoft.ML.Data", "Microsoft.ML.Data.RowToRowTransformerBase");
        Assert.True(transformer.GetMethod("MakeRowMapper", Declared)!.IsFamily);
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void The_copy_differs_in_visibility_bits_of_the_metadata_only(string name)
    {
        byte[] original = File.ReadAllBytes(PathOf(name));
        byte[] copy = [.. original];
        PublicCopy.Rewrite(copy);

        using var reader = new PEReader(new MemoryStream(original));
        int start = reader.PEHeaders.MetadataStartOffset;
        int end = start + reader.PEHeaders.MetadataSize;
        int[] changed = [.. Enumerable.Range(0, original.Length).Where(position => original[position] != copy[position])];
        Assert.NotEmpty(changed);
        Assert.All(changed, position =>
        {
            Assert.InRange(position, start, end - 1);
            Assert.Equal(original[position] & ~7, copy[position] & ~7);
        });
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void The_copy_has_the_identity_of_the_original(string name)
    {
        Assembly original = Assembly.Load(name);
        Assembly copy = CopyOf(name);
        Assert.Equal(original.FullName, copy.FullName);
        Assert.Equal(original.ManifestModule.ModuleVersionId, copy.ManifestModule.ModuleVersionId);
    }

    [Fact]
    public void A_second_rewriting_changes_nothing()
    {
        byte[] once = File.ReadAllBytes(PathOf("Microsoft.ML.Core"));
        PublicCopy.Rewrite(once);
        byte[] twice = [.. once];
        PublicCopy.Rewrite(twice);
        Assert.Equal(once, twice);
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, $"{name}.dll");

    private static Assembly CopyOf(string name)
    {
        byte[] image = File.ReadAllBytes(PathOf(name));
        PublicCopy.Rewrite(image);
        return new AssemblyLoadContext("public copies").LoadFromStream(new MemoryStream(image));
    }

    private static Type Copied(string assembly, string type) => CopyOf(assembly).GetType(type, throwOnError: true)!;

    private static IEnumerable<(Type Original, Type Copy)> Types(string name)
    {
        Dictionary<int, Type> copies = CopyOf(name).GetTypes().ToDictionary(type => type.MetadataToken);
        return Assembly.Load(name).GetTypes().Select(type => (type, copies[type.MetadataToken]));
    }

    private static IEnumerable<(int Token, string Name, MethodAttributes Access)> Members(Type type) =>
    [
        .. type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared))
            .Select(method => (method.MetadataToken, method.Name, method.Attributes & MethodAttributes.MemberAccessMask)),
        // Fields have the same seven kinds of access under the same numbers.
        .. type.GetFields(Declared)
            .Select(field => (field.MetadataToken, field.Name, (MethodAttributes)(field.Attributes & FieldAttributes.FieldAccessMask))),
    ];

    private static bool BelongsToCompiler(Type type) =>
        type.FullName!.Contains('<', StringComparison.Ordinal)
        || type.FullName.StartsWith("System.", StringComparison.Ordinal)
        || type.FullName.StartsWith("Microsoft.CodeAnalysis.", StringComparison.Ordinal);
}
