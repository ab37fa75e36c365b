using AdaMHF.MLNet;
using AdaMHF.Reports;

namespace AdaMHF.Tool;

/// <summary>The page of an explained patient, and for each slide whose places are known a map and the patches for QuPath.</summary>
internal static class ExplanationPictures
{
    /// <summary>Writes them; nothing for a patient without a prediction.</summary>
    /// <param name="reasons">The patient.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="patchSize">
    /// Edge of a patch in the pixels of its coordinates; null for that of the bag, else the step of the grid.
    /// </param>
    /// <param name="pictures">Pictures of the slides.</param>
    /// <returns>Their paths.</returns>
    public static IEnumerable<string> Write(PatientReasons reasons, string folder, int? patchSize, SlidePictures pictures)
    {
        var explanation = reasons.Explanation;
        if (double.IsNaN(explanation.Risk)) yield break;
        patchSize ??= IsKnown(explanation) ? null : Step(explanation.Patches);
        var page = Path.Combine(folder, "patient.html");
        SlideHeatMap[] maps = [.. explanation.ToSlides(patchSize)
            .Select(slide => slide.Plot(pictures.OptionsOf(explanation.Slides.First(one => one.Id == slide.Slide), slide)))];
        PatientPage.Create(explanation.ToPageContent(reasons.Shapley, patchSize) with { Maps = maps }).Save(page);
        yield return page;
        foreach (var (number, map) in maps.Index())
        {
            var (picture, places) = (
                Path.Combine(folder, FormattableString.Invariant($"slide-{number + 1}.png")),
                Path.Combine(folder, FormattableString.Invariant($"slide-{number + 1}.geojson")));
            map.SavePng(picture);
            map.Slide.SaveGeoJson(places);
            yield return picture;
            yield return places;
        }
    }

    private static bool IsKnown(PatientExplanation explanation) => explanation.Slides.All(slide =>
        slide.Header.CoordinateMicronsPerPixel is null
        && (slide.Header.PatchSizeAtLevel0 ?? (slide.Header.Level == 0 ? slide.Header.PatchSize : null)) is not null);

    /// <summary>The smallest distance of two patches of a slide in x or y; 1 where there is none.</summary>
    private static int Step(IEnumerable<PatchExplanation> patches) => patches
        .Where(patch => patch.X is not null && patch.Y is not null)
        .GroupBy(patch => patch.Slide)
        .SelectMany(slide => Steps(slide.Select(patch => patch.X!.Value)).Concat(Steps(slide.Select(patch => patch.Y!.Value))))
        .DefaultIfEmpty(1)
        .Min();

    private static IEnumerable<int> Steps(IEnumerable<int> places)
    {
        int[] rising = [.. places.Distinct().Order()];
        return rising.Zip(rising.Skip(1), (before, after) => after - before);
    }
}
