using System.Diagnostics;

namespace AdaMHF.Slides;

/// <summary>Reports how far a run is, with the time that is left by the pace so far.</summary>
internal sealed class RunProgress(int slides, IProgress<ExtractionProgress>? progress)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private int _skipped;
    private int _worked;

    public void Report(string slide, int patches, int done) => progress?.Report(
        new(slides, _skipped + _worked, slide, patches, done, Remaining(patches == 0 ? 0 : (double)done / patches), null));

    public SlideRecord Finish(SlideRecord record)
    {
        _worked++;
        return Finished(record);
    }

    /// <summary>A slide that was there, or that another process made: it is no measure of the pace.</summary>
    public SlideRecord Skip(SlideRecord record)
    {
        _skipped++;
        return Finished(record);
    }

    private SlideRecord Finished(SlideRecord record)
    {
        progress?.Report(new(slides, _skipped + _worked, record.Slide, record.Patches, record.Patches, Remaining(0), record));
        return record;
    }

    private TimeSpan? Remaining(double ofSlide)
    {
        var done = _worked + ofSlide;
        return done == 0 ? null : Stopwatch.GetElapsedTime(_start) * ((slides - _skipped - done) / done);
    }
}
