using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>Where the bags of a loaded model are on this machine.</summary>
internal static class WsiBagFolder
{
    /// <summary>
    /// The settings with the folder that the load names; else with the stored one; else, where that does not exist, with the one that lies
    /// to the zip as it did when it was written.
    /// </summary>
    /// <exception cref="ModelZipException">The load names one folder, and the model reads bags from several.</exception>
    public static WsiBagLoadingSettings Found(IHostEnvironment environment, WsiBagLoadingSettings stored)
    {
        if (ModelZipScope.Current is not { } zip) return stored;
        if (zip.Options.BagFolder is { } given) return stored with { Folder = Replacement(zip, stored.Folder, given) };
        if (Directory.Exists(stored.Folder) || stored.FolderFromZip is not { } way) return stored;
        var beside = Path.GetFullPath(Path.Combine(zip.Folder, way));
        if (!Directory.Exists(beside)) return stored;
        using var channel = environment.Register(nameof(WsiBagFolder)).Start(nameof(Found));
        channel.Info($"The folder of patch bags '{stored.Folder}' does not exist; bags are read from '{beside}', as seen from the zip.");
        return stored with { Folder = beside };
    }

    private static string Replacement(ModelZipScope zip, string stored, string given)
    {
        if (zip.ReplacedFolder is { } other && other != stored)
        {
            throw new ModelZipException(
                $"It reads bags from two folders, '{other}' and '{stored}', which one {nameof(ModelLoadOptions.BagFolder)} cannot replace. "
                + "Put the bags where they were, or load without the option.");
        }
        zip.ReplacedFolder = stored;
        if (!Directory.Exists(given))
            throw new ModelZipException($"There is no folder '{given}', which {nameof(ModelLoadOptions.BagFolder)} names.");
        return Path.GetFullPath(given);
    }
}
