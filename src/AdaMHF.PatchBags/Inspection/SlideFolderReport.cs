using System.Globalization;

namespace AdaMHF.PatchBags;

/// <summary>How a folder of patch features fits a table of slides. Made by <see cref="SlideFolder.Inspect"/>.</summary>
public sealed class SlideFolderReport
{
    internal SlideFolderReport(IReadOnlyList<SlideInspection> slides, IReadOnlyList<string> unmatchedFiles, int? commonWidth)
    {
        Slides = slides;
        UnmatchedFiles = unmatchedFiles;
        CommonWidth = commonWidth;
    }

    /// <summary>The slides of the table, each once, in its order.</summary>
    public IReadOnlyList<SlideInspection> Slides { get; }

    /// <summary>Slides that have a file.</summary>
    public IEnumerable<SlideInspection> Matched => Slides.Where(slide => slide.File is not null);

    /// <summary>Slides that have no file.</summary>
    public IEnumerable<SlideInspection> Absent => Slides.Where(slide => slide.Findings.Contains(BagFinding.Absent));

    /// <summary>Slides that have a file with findings.</summary>
    public IEnumerable<SlideInspection> Suspicious =>
        Slides.Where(slide => slide.Findings.Count > 0 && !slide.Findings.Contains(BagFinding.Absent));

    /// <summary>Bag files of the folder that belong to no slide of the table.</summary>
    public IReadOnlyList<string> UnmatchedFiles { get; }

    /// <summary>The most frequent width of the features, the smaller one on a tie; null when no file can be read.</summary>
    public int? CommonWidth { get; }

    /// <summary>Bytes that the features of all readable slides take in memory, 4 per feature.</summary>
    public long BytesOfFeatures => Slides.Sum(slide => slide.Header is { } header ? 4L * header.PatchCount * header.Width : 0);

    /// <summary>Counts, and a line per finding.</summary>
    public override string ToString()
    {
        var width = CommonWidth?.ToString(CultureInfo.InvariantCulture) ?? "unknown";
        var lines = new List<string>
        {
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Slides.Count} slides: {Matched.Count()} with a file, {Absent.Count()} without, {Suspicious.Count()} suspicious; " +
                $"{UnmatchedFiles.Count} files belong to no slide; features of width {width}, {BytesOfFeatures / 1e6:N0} MB"),
        };
        lines.AddRange(Slides.Where(slide => slide.Message.Length > 0).Select(slide => $"{slide.SlideId}: {slide.Message}"));
        lines.AddRange(UnmatchedFiles.Select(file => $"{file}: belongs to no slide of the table"));
        return string.Join(Environment.NewLine, lines);
    }
}
