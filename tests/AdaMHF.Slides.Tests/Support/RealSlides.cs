using AdaMHF.Testing;

namespace AdaMHF.Slides.Tests;

/// <summary>Real and hostile slides of <see cref="DataFolder"/>; where they are not there, the running test is skipped.</summary>
internal static class RealSlides
{
    public static string File(string name) => Of("slides", name);

    public static string Region(string start) => Directory.EnumerateFiles(Folder("he_regions"), $"{start}*.png").Single();

    public static void NeedOpenSlide() =>
        Assert.SkipWhen(OpenSlideLibrary.Version is null, "OpenSlide is not installed: apt-get install libopenslide0.");

    private static string Of(string folder, string name)
    {
        var path = Path.Combine(Folder(folder), name);
        Assert.SkipUnless(System.IO.File.Exists(path), $"No file '{path}'.");
        return path;
    }

    private static string Folder(string name)
    {
        var folder = Path.Combine(DataFolder.Path ?? "", name);
        Assert.SkipUnless(
            DataFolder.Path is not null && Directory.Exists(folder),
            $"No real slides: set ADAMHF_DATA to a folder that holds {name}/, or place one at ../shared/data.");
        return folder;
    }
}
