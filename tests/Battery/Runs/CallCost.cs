using System.Diagnostics;

namespace AdaMHF.Battery.Runs;

/// <summary>
/// What a call costs. Processor time is that of the whole process, so that work which a call gives to other threads counts, and what the
/// runtime does meanwhile, too: it is never too little.
/// </summary>
internal readonly struct CallCost
{
    private readonly TimeSpan _processor;
    private readonly long _wall;

    private CallCost(TimeSpan processor, long wall) => (_processor, _wall) = (processor, wall);

    public static CallCost Start() => new(Processor(), Stopwatch.GetTimestamp());

    public (TimeSpan Processor, TimeSpan Wall) Stop() => (Processor() - _processor, Stopwatch.GetElapsedTime(_wall));

    private static TimeSpan Processor() => Environment.CpuUsage.TotalTime;
}
