using System.IO.Compression;
using System.Text;
using System.Text.Json;
using AdaMHF.PatchBags;
using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>Looks into model zips without creating what they name.</summary>
public static class ModelInspectionCatalog
{
    // Where ML.NET's header of a component has the name of its loader.
    private const int LoaderSignatureStart = 0x50, LoaderSignatureLength = 24;

    /// <summary>
    /// Says what a model zip holds, how it came to be, and whether it is as it was written. Nothing in it is run, and no native library is
    /// needed.
    /// </summary>
    /// <param name="catalog">The catalog, <c>mlContext.Model</c>.</param>
    /// <param name="path">Zip written by <c>mlContext.Model.Save</c> or <see cref="ModelZipCatalog.SaveSurvivalModel"/>.</param>
    /// <param name="limits">What it may hold; null for <see cref="FileLimits.Default"/>.</param>
    /// <exception cref="ModelZipException">The file does not exist, is no zip, or is beyond the limits.</exception>
    public static ModelInspection InspectSurvivalModel(this ModelOperationsCatalog catalog, string path, FileLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var stream = ModelZipFile.Open(path);
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            archive.RequireWithin(limits?.Validated() ?? FileLimits.Default);
            string[] damages = [.. archive.Damages().Concat(archive.DamagesOfComponents()).Distinct()];
            var (trainer, training) = archive.Entries.Select(Model).FirstOrDefault(model => model.Trainer is not null);
            return new()
            {
                Trainer = trainer,
                Training = training,
                Damages = damages,
                IsWhole = damages.Length > 0 ? false : archive.HasDigests() ? true : null,
            };
        }
        catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new ModelZipException($"'{path}' is not a readable model zip: {error.Message}", error);
        }
    }

    private static (string? Trainer, TrainingRecord? Training) Model(ZipArchiveEntry settings)
    {
        if (settings.Name != ModelZipJson.FileName) return default;
        try
        {
            using var content = settings.Open();
            using var document = JsonDocument.Parse(content);
            var trainer = TrainerOf(LoaderOf(settings), document.RootElement);
            var training = trainer is not null && document.RootElement.TryGetProperty("Training", out var record)
                ? record.Deserialize<TrainingRecord>(ModelZipJson.Options)
                : null;
            return (trainer, training);
        }
        catch (Exception error) when (error is JsonException or IOException or InvalidDataException or InvalidOperationException)
        {
            // What is wrong with the entry is among the damages.
            return default;
        }
    }

    private static string LoaderOf(ZipArchiveEntry settings)
    {
        var place = settings.FullName[..^settings.Name.Length] + "Model.key";
        if (settings.Archive.GetEntry(place) is not { } key) return "";
        using var content = key.Open();
        var header = new byte[LoaderSignatureStart + LoaderSignatureLength];
        return content.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length
            ? ""
            : Encoding.ASCII.GetString(header, LoaderSignatureStart, LoaderSignatureLength).TrimEnd('\0');
    }

    private static string? TrainerOf(string loader, JsonElement settings) => loader switch
    {
        AdaMhfTransformer.LoaderSignature => SurvivalSystems.AdaMhf,
        BaselineTransformer.LoaderSignature => SystemOf(settings),
        CoxTransformer.LoaderSignature => "cox",
        DiscreteHazardTransformer.LoaderSignature => "discrete-hazard",
        _ => null,
    };

    private static string? SystemOf(JsonElement settings)
    {
        var name = settings.GetProperty("System").GetString();
        // Model zips call both systems of CLAM by one name; the branches tell them apart.
        var several = settings.GetProperty("Network").TryGetProperty("Branches", out var branches) && branches.GetString() == "Multiple";
        SurvivalSystem[] known = [.. SurvivalSystems.All.Where(system => system.StoredName == name)];
        return known.Length == 0 ? null : known[several ? ^1 : 0].Key;
    }
}
