using AdaMHF.PatchBags;

namespace AdaMHF.MLNet;

/// <summary>How a model zip is loaded by <see cref="ModelZipCatalog"/>.</summary>
public sealed record ModelLoadOptions
{
    /// <summary>
    /// Folder of the patch bags on this machine, in place of the one that the model was saved with. Null, the default, takes that one, or,
    /// where it does not exist, the folder that lies to the zip as it did when <see cref="ModelZipCatalog.SaveSurvivalModel"/> wrote it.
    /// </summary>
    public string? BagFolder { get; init; }

    /// <summary>What the zip may hold and declare. Default <see cref="FileLimits.Default"/>.</summary>
    public FileLimits Limits { get; init; } = FileLimits.Default;
}
