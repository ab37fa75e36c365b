using System.Diagnostics;

namespace AdaMHF.Slides;

/// <summary>Times the stages of a slide.</summary>
internal sealed class StageWatch
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _stage = Stopwatch.GetTimestamp();
    private StageSeconds _seconds = new(0, 0, 0, 0, 0, 0);

    /// <summary>Seconds so far; rounded to milliseconds, as they are for people.</summary>
    public StageSeconds Seconds => _seconds with { Total = Round(Stopwatch.GetElapsedTime(_start).TotalSeconds) };

    public void EndOpen() => _seconds = _seconds with { Open = Lap() };

    public void EndSegment() => _seconds = _seconds with { Segment = Lap() };

    public void EndEncode(EncodedPatches patches)
    {
        Lap();
        _seconds = _seconds with { Decode = Round(patches.DecodeSeconds), Encode = Round(patches.EncodeSeconds) };
    }

    public void EndWrite() => _seconds = _seconds with { Write = Lap() };

    private double Lap()
    {
        var seconds = Stopwatch.GetElapsedTime(_stage).TotalSeconds;
        _stage = Stopwatch.GetTimestamp();
        return Round(seconds);
    }

    private static double Round(double seconds) => Math.Round(seconds, 3);
}
