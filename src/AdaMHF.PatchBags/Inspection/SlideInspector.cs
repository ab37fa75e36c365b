using System.Numerics.Tensors;

namespace AdaMHF.PatchBags;

/// <summary>Inspects the files of a folder, in blocks, so that no bag is in memory as a whole.</summary>
internal static class SlideInspector
{
    private const int ValuesAtOnce = 1 << 20;

    public static SlideFolderReport Inspect(
        SlideFolder folder, IEnumerable<string> slideIds, bool readFeatures, CancellationToken cancellation)
    {
        var slides = new List<SlideInspection>();
        foreach (var id in slideIds.Where(id => !string.IsNullOrWhiteSpace(id)).Distinct(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            slides.Add(InspectSlide(folder, id, readFeatures));
        }

        var width = CommonWidth(slides);
        for (var i = 0; i < slides.Count; i++)
        {
            if (slides[i].Header is not { PatchCount: > 0 } header || header.Width == width) continue;
            slides[i] = With(
                slides[i], BagFinding.OtherWidth, $"features of width {header.Width}, those of most slides have width {width}");
        }

        var found = slides.Where(slide => slide.File is not null).GroupBy(slide => slide.File, StringComparer.Ordinal);
        foreach (var shared in found.Where(same => same.Skip(1).Any()).ToArray())
        {
            var ids = string.Join(" and ", shared.Select(slide => $"'{slide.SlideId}'"));
            foreach (var slide in shared.ToArray())
                slides[slides.IndexOf(slide)] = With(slide, BagFinding.SharedFile, $"one file is the bag of the slides {ids}");
        }

        // A slide's other file counts as matched: CLAM writes each bag twice.
        var names = slides.Select(slide => SlideFolder.WithoutExtension(slide.SlideId)).ToHashSet(StringComparer.Ordinal);
        var unmatched = folder.Files().Where(file => !names.Contains(SlideFolder.WithoutExtension(Path.GetFileName(file)))).ToArray();
        return new(slides, unmatched, width);
    }

    private static int? CommonWidth(List<SlideInspection> slides) => slides
        .Select(slide => slide.Header)
        .OfType<SlideHeader>()
        .Where(header => header.PatchCount > 0)
        .GroupBy(header => header.Width)
        .OrderByDescending(group => group.Count())
        .ThenBy(group => group.Key)
        .Select(group => (int?)group.Key)
        .FirstOrDefault();

    private static SlideInspection InspectSlide(SlideFolder folder, string id, bool readFeatures)
    {
        var slide = new SlideInspection(id, null, null, [], "");
        try
        {
            if (folder.Find(id) is not { } file) return With(slide, BagFinding.Absent, "has no file");
            slide = slide with { File = file };
            using var bag = PatchBag.Open(file);
            slide = slide with { Header = bag.Slides[0] };
            if (bag.IsEmpty) return With(slide, BagFinding.NoPatches, "has no patch");
            return readFeatures ? InspectFeatures(slide, bag) : slide;
        }
        catch (PatchBagException e)
        {
            return With(slide, BagFinding.Unreadable, e.Message);
        }
    }

    private static SlideInspection InspectFeatures(SlideInspection slide, PatchBag bag)
    {
        var rowsAtOnce = Math.Max(1, ValuesAtOnce / bag.Width);
        var (notFinite, constant, allEqual) = (0, 0, bag.PatchCount > 1);
        float[]? first = null;
        for (var start = 0; start < bag.PatchCount; start += rowsAtOnce)
        {
            var patches = bag.Read([.. Enumerable.Range(start, Math.Min(rowsAtOnce, bag.PatchCount - start))]);
            first ??= patches.Row(0).ToArray();
            for (var i = 0; i < patches.Count; i++)
            {
                var row = patches.Row(i);
                // The largest magnitude is NaN where there is one.
                if (!float.IsFinite(TensorPrimitives.MaxMagnitude(row))) notFinite++;
                if (row.Length > 1 && !row.ContainsAnyExcept(row[0])) constant++;
                allEqual &= row.SequenceEqual(first);
            }
        }
        var count = bag.PatchCount;
        if (notFinite > 0) slide = With(slide, BagFinding.NotFinite, $"{notFinite} of {count} patches have NaN or infinite features");
        if (allEqual) slide = With(slide, BagFinding.EqualRows, $"all {count} patches have the same features");
        if (constant > 0) slide = With(slide, BagFinding.ConstantRows, $"{constant} of {count} patches have one value in all features");
        return slide;
    }

    private static SlideInspection With(SlideInspection slide, BagFinding finding, string message) => slide with
    {
        Findings = [.. slide.Findings, finding],
        Message = slide.Message.Length == 0 ? message : $"{slide.Message}; {message}",
    };
}
