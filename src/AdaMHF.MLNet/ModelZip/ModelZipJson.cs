using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// How every component of this library is stored in a model zip: ML.NET's version header, its settings as JSON, and the digests of what it
/// stores.
/// </summary>
internal static class ModelZipJson
{
    public const string FileName = "Settings.json";

    private const uint Version = 0x00010001;

    /// <summary>How settings are written.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        RespectNullableAnnotations = true,
        // The outer time bins are open: their edges are 0 and infinity.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { StoredMembers.Require } },
    };

    /// <summary>Writes the version header, the settings, further entries and the digests of all.</summary>
    /// <param name="ctx">The component's place in the zip.</param>
    /// <param name="modelSignature">Eight characters that identify the component in every version.</param>
    /// <param name="loaderSignature">Name by which ML.NET finds the loader, at most 24 characters.</param>
    /// <param name="settings">What to write.</param>
    /// <param name="parts">Further entries.</param>
    public static void SaveComponent<T>(
        this ModelSaveContext ctx, string modelSignature, string loaderSignature, T settings,
        params IEnumerable<(string Name, Action<Stream> Write)> parts)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(VersionOf<T>(modelSignature, loaderSignature));
        ctx.SaveParts(parts.Prepend((FileName, stream => JsonSerializer.Serialize(stream, settings, Options))));
    }

    /// <summary>Reads the settings that <see cref="SaveComponent"/> wrote.</summary>
    /// <param name="ctx">The component's place in the zip.</param>
    /// <param name="environment">Is warned where there is no digest.</param>
    /// <param name="modelSignature">As saved.</param>
    /// <param name="loaderSignature">As saved.</param>
    /// <param name="validate">Checks every value; it throws where one is out of its range.</param>
    /// <exception cref="ModelZipException">They are absent, damaged, beyond the limits or out of range.</exception>
    public static T LoadSettings<T>(
        this ModelLoadContext ctx, IHostEnvironment environment, string modelSignature, string loaderSignature, Action<T> validate)
    {
        ctx.CheckAtModel(VersionOf<T>(modelSignature, loaderSignature));
        var json = ctx.LoadPart(environment, FileName);
        try
        {
            RequireFewValues(json, ModelZipScope.Limits.SettingsValues);
            var settings = JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("it is empty");
            validate(settings);
            return settings;
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidDataException)
        {
            throw new ModelZipException(
                $"{FileName} of {loaderSignature} does not hold what was saved: {FirstLine(error.Message)}", error);
        }
    }

    /// <summary>Reads a part of the settings whose type another part determines.</summary>
    public static object Read(JsonElement json, Type type, string what)
    {
        try
        {
            return json.Deserialize(type, Options) ?? throw new InvalidDataException($"The model zip lacks {what}.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"The model zip does not hold {what} as it was saved: {error.Message}", error);
        }
    }

    // A value of one byte in the file takes some dozen in memory.
    private static void RequireFewValues(ReadOnlySpan<byte> json, int most)
    {
        var reader = new Utf8JsonReader(json);
        var values = 0;
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject) && ++values > most)
            {
                throw new InvalidDataException(
                    $"it holds more than {most:N0} values, the limit ({nameof(FileLimits)}.{nameof(FileLimits.SettingsValues)}).");
            }
        }
    }

    private static string FirstLine(string message) => message.Split('\n', 2)[0].TrimEnd();

    // ML.NET looks for the loader in the assembly of the component, which is that of its settings.
    private static VersionInfo VersionOf<T>(string modelSignature, string loaderSignature) =>
        new(modelSignature, Version, Version, Version, typeof(T).Assembly.FullName!, loaderSignature);
}
