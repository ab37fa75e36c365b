using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet.Slides;

/// <summary>
/// How the component is stored in a model zip: ML.NET's version header, settings as JSON, and the encoder where it is embedded.
/// </summary>
internal static class SettingsZip
{
    private const string SettingsFile = "Settings.json";
    private const string EncoderFile = "Encoder.onnx";
    private const uint Version = 0x00010001;

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter() },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static void Save(
        ModelSaveContext ctx, string modelSignature, string loaderSignature, WsiFeatureSettings settings, byte[]? encoder)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(VersionOf(modelSignature, loaderSignature));
        ctx.SaveBinaryStream(SettingsFile, writer => writer.Write(JsonSerializer.SerializeToUtf8Bytes(settings, Options)));
        if (encoder is not null) ctx.SaveBinaryStream(EncoderFile, writer => writer.Write(encoder));
    }

    public static (WsiFeatureSettings Settings, byte[]? Encoder) Load(ModelLoadContext ctx, string modelSignature, string loaderSignature)
    {
        ctx.CheckAtModel(VersionOf(modelSignature, loaderSignature));
        var json = Read(ctx, SettingsFile)
            ?? throw Contracts.ExceptDecode($"The model zip lacks {ctx.Directory}/{SettingsFile}; it is damaged.");
        try
        {
            var settings = JsonSerializer.Deserialize<WsiFeatureSettings>(json, Options) ?? throw new JsonException("it is empty");
            settings.Extraction.Checked();
            return (settings, settings.EmbedEncoder ? Read(ctx, EncoderFile) : null);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw Contracts.ExceptDecode(
                error, $"{ctx.Directory}/{SettingsFile} in the model zip is not what was saved: {error.Message}");
        }
    }

    private static byte[]? Read(ModelLoadContext ctx, string file)
    {
        byte[]? bytes = null;
        ctx.TryLoadBinaryStream(file, reader =>
        {
            using var memory = new MemoryStream();
            reader.BaseStream.CopyTo(memory);
            bytes = memory.ToArray();
        });
        return bytes;
    }

    private static VersionInfo VersionOf(string modelSignature, string loaderSignature) =>
        new(modelSignature, Version, Version, Version, typeof(SettingsZip).Assembly.FullName!, loaderSignature);
}
