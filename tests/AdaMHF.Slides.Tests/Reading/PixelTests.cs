using System.Security.Cryptography;
using System.Text.Json;

namespace AdaMHF.Slides.Tests;

/// <summary>Pixels of the real files are those that OpenSlide, OpenCV and vips decode, as kept by Oracles/regions.py.</summary>
[Trait("Category", "RealData")]
public class PixelTests
{
    private const int Regions = 100;
    private const int Largest = 160;

    private static readonly string KeptFile = Path.Combine(AppContext.BaseDirectory, "Oracles", "regions.json");

    private static readonly JsonElement[] Kept = [.. JsonDocument.Parse(File.ReadAllText(KeptFile)).RootElement.EnumerateArray()];

    public static TheoryData<string> Files => [.. Kept.Select(row => row.GetProperty("file").GetString()!).Distinct()];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_hundred_random_regions_of_each_level_are_equal(string file)
    {
        var path = RealSlides.File(file);
        if (file.EndsWith(".ndpi", StringComparison.Ordinal) || file.Contains("zstd", StringComparison.Ordinal)) RealSlides.NeedOpenSlide();
        using var slide = SlideImage.Open(path);
        var kept = Kept.Where(row => row.GetProperty("file").GetString() == file).ToArray();
        Assert.Equal(
            kept.Select(row => (row.GetProperty("width").GetInt32(), row.GetProperty("height").GetInt32())),
            slide.Info.Levels.Select(level => (level.Width, level.Height)));
        foreach (var (level, row) in kept.Index()) Assert.Equal(row.GetProperty("sha256").GetString(), Digest(slide, level));
    }

    /// <summary>Two readers of one file give the same pixels, where both can read it.</summary>
    [Fact]
    public void Libvips_and_OpenSlide_agree()
    {
        var path = RealSlides.File("CMU-1-Small-Region.svs");
        RealSlides.NeedOpenSlide();
        using var vips = SlideImage.Open(path);
        using var openSlide = OpenSlideSlide.Open(path, "aperio", null);
        Assert.StartsWith("libvips", vips.Info.Reader, StringComparison.Ordinal);
        Assert.Equal(openSlide.Info.Levels, vips.Info.Levels);
        Assert.Equal(openSlide.Info.MicronsPerPixel, vips.Info.MicronsPerPixel);
        Assert.Equal(openSlide.Read(0, 333, 777, 300, 200).Pixels, vips.Read(0, 333, 777, 300, 200).Pixels);
    }

    private static string Digest(SlideImage slide, int level)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (width, height) = (slide.Info.Levels[level].Width, slide.Info.Levels[level].Height);
        var state = (uint)(level + 1);
        for (var i = 0; i < Regions; i++)
        {
            var (w, h) = (1 + Next(Math.Min(Largest, width)), 1 + Next(Math.Min(Largest, height)));
            var (x, y) = (Next(width - w + 1), Next(height - h + 1));
            digest.AppendData(slide.Read(level, x, y, w, h).Pixels);
        }
        return Convert.ToHexStringLower(digest.GetHashAndReset());

        int Next(int below)
        {
            state = unchecked((state * 1664525) + 1013904223);
            return (int)((state >> 8) % (uint)below);
        }
    }
}
