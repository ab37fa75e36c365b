using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdaMHF.Tool;

/// <summary>What <c>--json</c> prints: one document on stdout, numbers that are undefined as null.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // For terminals and programs, not for web pages.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new DefinedNumber() },
    };

    public static Option<bool> Option() => new("--json") { Description = "Prints one JSON document, described in data-schemas/tool." };

    public static void Write(object document) => Console.WriteLine(JsonSerializer.Serialize(document, Options));

    public static void Write(Stream stream, object document) => JsonSerializer.Serialize(stream, document, Options);

    private sealed class DefinedNumber : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value)) writer.WriteNumberValue(value);
            else writer.WriteNullValue();
        }
    }
}
