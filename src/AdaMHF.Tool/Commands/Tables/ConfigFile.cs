using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AdaMHF.Benchmark;

namespace AdaMHF.Tool;

/// <summary>
/// A JSON file of options: <c>cohort</c> has the properties of <c>SurvivalCohortOptions</c>, <c>grouping</c> those of
/// <c>GenomicGroupingOptions</c>, <c>training</c> those of the trainer's options, in camel case.
/// </summary>
internal sealed class ConfigFile
{
    private static readonly string[] Parts = ["$schema", "cohort", "grouping", "training"];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly string _path;
    private readonly JsonObject _parts;

    private ConfigFile(string path, JsonObject parts) => (_path, _parts) = (path, parts);

    /// <exception cref="PlanException">The file is absent, no JSON object, or has a part of another name.</exception>
    public static ConfigFile Read(FileInfo file)
    {
        var path = file.ToString();
        try
        {
            JsonDocumentOptions lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
            if (JsonNode.Parse(File.ReadAllText(path), documentOptions: lenient) is not JsonObject parts)
                throw new PlanException($"'{path}' holds no JSON object.");
            if (parts.FirstOrDefault(part => !Parts.Contains(part.Key)).Key is { } unknown)
                throw new PlanException($"'{path}' has '{unknown}'; expected {string.Join(", ", Parts)}.");
            return new(path, parts);
        }
        catch (Exception wrong) when (wrong is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new PlanException($"'{path}' cannot be read as JSON: {wrong.Message}", wrong);
        }
    }

    /// <summary>A copy of a record with the values of a part of the file; the record itself where the file has none.</summary>
    /// <exception cref="PlanException">A name or a value is none of the record's.</exception>
    public T Over<T>(T options, string part) where T : class => _parts[part] switch
    {
        null => options,
        JsonObject values => (T)Over(options, values, part),
        _ => throw new PlanException($"'{_path}': {part} is no JSON object."),
    };

    private object Over(object record, JsonObject values, string place)
    {
        // What the compiler generates for 'with'.
        var copy = record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
        PropertyInfo[] properties = [.. record.GetType().GetProperties().Where(property => property.SetMethod?.IsPublic == true)];
        foreach (var (name, value) in values)
        {
            var property = Array.Find(properties, known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw new PlanException($"'{_path}': {place} has no '{name}'. It has {string.Join(", ", properties.Select(Camel))}.");
            property.SetValue(copy, ValueOf(property, copy, value, $"{place}.{name}"));
        }
        return copy;
    }

    private object? ValueOf(PropertyInfo property, object owner, JsonNode? value, string place)
    {
        if (value is JsonObject nested && property.GetValue(owner) is { } current && current.GetType().GetMethod("<Clone>$") is not null)
            return Over(current, nested, place);
        try
        {
            return value.Deserialize(property.PropertyType, Json);
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new PlanException($"'{_path}': {place} is {value?.ToJsonString() ?? "null"}. {wrong.Message}", wrong);
        }
    }

    private static string Camel(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);
}
