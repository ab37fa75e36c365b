using System.Diagnostics;

namespace AdaMHF.Slides;

/// <summary>Reports how far a run is, with the time that is left by the pace so far; from any thread.</summary>
internal sealed class RunProgress(int slides, IProgress<ExtractionProgress>? progress)
{
    private readonly object _gate = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Dictionary<string, double> _inWork = [];
    private int _skipped;
    private int _worked;

    public void Report(string slide, int patches, int done)
    {
        lock (_gate)
        {
            _inWork[slide] = patches == 0 ? 0 : (double)done / patches;
            progress?.Report(new(slides, _skipped + _worked, slide, patches, done, Remaining(), null));
        }
    }

    public SlideRecord Finish(SlideRecord record) => Finished(record, ref _worked);

    /// <summary>A slide that was there, or that another process made: it is no measure of the pace.</summary>
    public SlideRecord Skip(SlideRecord record) => Finished(record, ref _skipped);

    private SlideRecord Finished(SlideRecord record, ref int counter)
    {
        lock (_gate)
        {
            counter++;
            _inWork.Remove(record.Slide);
            progress?.Report(new(slides, _skipped + _worked, record.Slide, record.Patches, record.Patches, Remaining(), record));
        }
        return record;
    }

    private TimeSpan? Remaining()
    {
        var done = _worked + _inWork.Values.Sum();
        return done == 0 ? null : Stopwatch.GetElapsedTime(_start) * ((slides - _skipped - done) / done);
    }
}
