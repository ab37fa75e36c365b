using AdaMHF.MLNet;
using AdaMHF.Reports;
using AdaMHF.Slides;

namespace AdaMHF.Tool;

/// <summary>Pictures of the slides of a patient, to lie under the scores of their patches.</summary>
/// <param name="folder">Folder of slides; null for none.</param>
/// <param name="patient">The patient.</param>
/// <param name="problems">Receives why a slide has no picture.</param>
internal sealed class SlidePictures(string? folder, string patient, List<Problem> problems)
{
    private const int LongestEdge = 1200;

    private readonly ILookup<string, string> _files = folder is null
        ? Array.Empty<string>().ToLookup(file => file)
        : SlideFiles.Of([folder]).ToLookup(file => NameOf(Path.GetFileName(file)));

    /// <summary>How to draw the map of a slide: over its picture where it can be read and the places of the patches lie on it.</summary>
    public SlideHeatMapOptions OptionsOf(ExplainedSlide slide, SlidePatches patches)
    {
        if (folder is null) return new();
        try
        {
            return _files[NameOf(slide.Id)].FirstOrDefault() is { } file
                ? Read(file, slide.Header.CoordinateMicronsPerPixel, patches)
                : Without(slide, $"The folder '{folder}' has no slide of this name.");
        }
        catch (Exception error) when (error is SlideException or DamagedRegionException or IOException)
        {
            return Without(slide, error.Message);
        }

        SlideHeatMapOptions Read(string file, double? coordinateMicrons, SlidePatches places)
        {
            using var image = SlideImage.Open(file);
            var info = image.Info;
            // Coordinates are pixels of level 0, or of a scale that the bag names.
            var pixel = coordinateMicrons is { } micrometres ? micrometres / info.MicronsPerPixel : 1;
            if (pixel is null) return Without(slide, $"'{file}' has no scale, and the coordinates of the bag are of a scale of their own.");
            var (right, bottom) = (places.Patches.Max(patch => patch.X), places.Patches.Max(patch => patch.Y));
            if (right * pixel >= info.Width || bottom * pixel >= info.Height)
            {
                return Without(slide, FormattableString.Invariant(
                    $"A patch at x {right}, y {bottom} lies outside of '{file}', which has {info.Width} x {info.Height} pixels."));
            }
            var thumbnail = AdaMHF.Slides.SlideThumbnail.Read(
                image, Math.Max(1, (double)Math.Max(info.Width, info.Height) / LongestEdge));
            return new()
            {
                Thumbnail = new(thumbnail.Picture.ToPng(), thumbnail.Downsample / pixel.Value),
                MicronsPerPixel = info.MicronsPerPixel * pixel,
            };
        }
    }

    // A name may have dots of its own, as those of TCGA: only what ends a slide's file is no part of it.
    private static string NameOf(string slide) => SlideFiles.Extensions.Contains(Path.GetExtension(slide), StringComparer.OrdinalIgnoreCase)
        ? Path.ChangeExtension(slide, null)
        : slide;

    private SlideHeatMapOptions Without(ExplainedSlide slide, string reason)
    {
        problems.Add(new("warning", $"No picture under the map of slide {slide.Id}: {reason}", folder, Patient: patient));
        return new();
    }
}
