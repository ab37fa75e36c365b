namespace AdaMHF.PatchBags;

/// <summary>The names that our writers give to arrays and notes: CLAM's where it has one.</summary>
internal static class BagNames
{
    public const string Features = "features";
    public const string Coordinates = "coords";
    public const string PatchSize = "patch_size";
    public const string PatchLevel = "patch_level";
    public const string Encoder = "encoder";
    public const string MicronsPerPixel = "microns_per_pixel";
}
