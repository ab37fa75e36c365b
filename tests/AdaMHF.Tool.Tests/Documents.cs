using System.Text.Json;
using Json.Schema;

namespace AdaMHF.Tool.Tests;

/// <summary>What commands print under <c>--json</c>, checked against its schema.</summary>
internal static class Documents
{
    private static readonly Dictionary<string, JsonSchema> Schemas = Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "schemas"))
        .ToDictionary(file => Path.GetFileName(file), file => JsonSchema.FromFile(file));

    public static JsonElement Valid(ToolRun run, int exitCode, string schema)
    {
        Assert.True(run.ExitCode == exitCode, run.Errors);
        using var document = JsonDocument.Parse(run.Output);
        Validate(document.RootElement, schema);
        return document.RootElement.Clone();
    }

    public static void Validate(JsonElement document, string schema)
    {
        var result = Schemas[schema].Evaluate(document, new() { OutputFormat = OutputFormat.List });
        Assert.True(
            result.IsValid,
            string.Join("; ", (result.Details ?? []).SelectMany(detail => detail.Errors ?? new Dictionary<string, string>())));
    }
}
