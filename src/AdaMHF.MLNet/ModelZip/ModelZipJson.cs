using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>How every component of this library is stored in a model zip: ML.NET's version header, and its settings as JSON.</summary>
internal static class ModelZipJson
{
    private const string FileName = "Settings.json";

    private const uint Version = 0x00010001;

    /// <summary>How settings are written.</summary>
    public static JsonSerializerOptions Options { get; } = new()
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter() },
        // The outer time bins are open: their edges are 0 and infinity.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { StoredMembers.Require } },
    };

    /// <summary>Writes the version header and the settings.</summary>
    /// <param name="ctx">The component's place in the zip.</param>
    /// <param name="modelSignature">Eight characters that identify the component in every version.</param>
    /// <param name="loaderSignature">Name by which ML.NET finds the loader, at most 24 characters.</param>
    /// <param name="settings">What to write.</param>
    public static void SaveJson<T>(this ModelSaveContext ctx, string modelSignature, string loaderSignature, T settings)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(VersionOf(modelSignature, loaderSignature));
        ctx.SaveTextStream(FileName, writer => writer.Write(JsonSerializer.Serialize(settings, Options)));
    }

    /// <summary>Reads what <see cref="SaveJson"/> wrote.</summary>
    public static T LoadJson<T>(this ModelLoadContext ctx, string modelSignature, string loaderSignature)
    {
        ctx.CheckAtModel(VersionOf(modelSignature, loaderSignature));
        string? json = null;
        if (!ctx.TryLoadTextStream(FileName, reader => json = reader.ReadToEnd()))
            throw Contracts.ExceptDecode($"The model zip lacks {ctx.Directory}/{FileName}; it is damaged.");
        try
        {
            return JsonSerializer.Deserialize<T>(json!, Options)
                ?? throw Contracts.ExceptDecode($"{ctx.Directory}/{FileName} in the model zip is empty.");
        }
        catch (JsonException error)
        {
            throw Contracts.ExceptDecode(
                error, $"{ctx.Directory}/{FileName} in the model zip is not the JSON that was saved: {error.Message}");
        }
    }

    /// <summary>Reads a part of the settings whose type another part determines.</summary>
    public static object Read(JsonElement json, Type type, string what)
    {
        try
        {
            return json.Deserialize(type, Options) ?? throw Contracts.ExceptDecode($"The model zip lacks {what}.");
        }
        catch (JsonException error)
        {
            throw Contracts.ExceptDecode(error, $"The model zip does not hold {what} as it was saved: {error.Message}");
        }
    }

    private static VersionInfo VersionOf(string modelSignature, string loaderSignature) =>
        new(modelSignature, Version, Version, Version, typeof(ModelZipJson).Assembly.FullName!, loaderSignature);
}
