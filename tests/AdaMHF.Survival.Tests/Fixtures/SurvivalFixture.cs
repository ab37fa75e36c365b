using System.Text.Json;
using AdaMHF.Testing;

namespace AdaMHF.Survival.Tests;

/// <summary>One JSON file of inputs and of what other programs computed from them; null stands for an undefined number.</summary>
public sealed class SurvivalFixture
{
    private const string Folder = "survival";
    private const string Index = "index.json";

    private SurvivalFixture(JsonElement root) => Root = root;

    public JsonElement Root { get; }

    public string Kind => Root.GetProperty("kind").GetString()!;

    public JsonElement Input => Root.GetProperty("input");

    public JsonElement Expected => Root.GetProperty("expected");

    /// <summary>Opens a file by its name.</summary>
    public static SurvivalFixture Open(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(FixtureFolder.PathOf(Folder, file)));
        return new SurvivalFixture(json.RootElement.Clone());
    }

    /// <summary>All files but the list of them.</summary>
    public static TheoryData<string> All() => OfKinds(null);

    /// <summary>The files of one kind.</summary>
    public static TheoryData<string> OfKind(string kind) => OfKinds(kind);

    private static TheoryData<string> OfKinds(string? kind) =>
        [.. FixtureFolder.Files(Folder, "*.json").Where(file => file != Index && (kind is null || Open(file).Kind == kind))];
}
