using AdaMHF.Testing;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

[Trait("Category", "Fixtures")]
public class ParityTests
{
    public static TheoryData<string> Files() => [.. FixtureFolder.Files(ParityFixture.Folder, "*.safetensors")];

    [Theory, MemberData(nameof(Files))]
    public void Ours_agrees_with_the_reference_framework(string file)
    {
        using var scope = NewDisposeScope();
        var fixture = ParityFixture.Open(file);
        if (ParityCatalog.Skipped.TryGetValue(fixture.Module, out var reason)) Assert.Skip(reason);
        Assert.True(
            ParityCatalog.Compared.TryGetValue(fixture.Module, out var compare),
            $"'{fixture.Module}' is in no list of {nameof(ParityCatalog)}.");
        compare!(fixture);
        fixture.AssertEverythingUsed();
    }
}
