namespace AdaMHF.MLNet;

/// <summary>Stored settings of the bag loader.</summary>
/// <param name="OutputColumnName">Column of the bags.</param>
/// <param name="InputColumnName">Column of slide ids.</param>
/// <param name="Folder">Folder of the bag files.</param>
/// <param name="AbsentFiles">What to do when a slide has no file.</param>
/// <param name="SeveralSlides">Which slides of a patient are used.</param>
/// <param name="PatchBudget">Largest number of patches of a patient; null for all.</param>
/// <param name="Seed">Seed of their sample.</param>
/// <param name="FolderFromZip">The folder as seen from that of the model zip; null when the zip's is not known.</param>
internal sealed record WsiBagLoadingSettings(
    string OutputColumnName,
    string InputColumnName,
    string Folder,
    AbsentBagFile AbsentFiles,
    SeveralSlides SeveralSlides = SeveralSlides.All,
    int? PatchBudget = null,
    int Seed = 0,
    string? FolderFromZip = null)
{
    /// <summary>Checks every value of stored settings.</summary>
    /// <exception cref="ArgumentException">One is out of its range; the message names it.</exception>
    public void Check()
    {
        OptionCheck.Require(OutputColumnName.Length > 0, nameof(OutputColumnName), "empty", "a name");
        OptionCheck.Require(InputColumnName.Length > 0, nameof(InputColumnName), "empty", "a name");
        OptionCheck.Require(Folder.Length > 0 && !Folder.Contains('\0'), nameof(Folder), $"'{Folder}'", "a folder");
        OptionCheck.Require(PatchBudget is null or >= 1, nameof(PatchBudget), PatchBudget, "at least 1, or null");
    }

    /// <summary>With the way from the zip that is being written to the folder, where the zip's own folder is known.</summary>
    public WsiBagLoadingSettings BesideZip()
    {
        if (ModelZipScope.Current is not { } zip) return this with { FolderFromZip = null };
        var way = Path.GetRelativePath(zip.Folder, Folder);
        return this with { FolderFromZip = Path.IsPathRooted(way) ? null : way.Replace('\\', '/') };
    }
}
