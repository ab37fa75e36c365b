using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdaMHF.Benchmark;

/// <summary>JSON of the result files.</summary>
internal static class ResultJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        // A result may be undefined, and the last bin is open.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Text<T>(T value) => JsonSerializer.Serialize(value, Options) + "\n";

    public static T Read<T>(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(path), Options) ?? throw new InvalidDataException($"'{path}' is empty.");
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException($"'{path}' cannot be read: {wrong.Message}", wrong);
        }
    }
}
