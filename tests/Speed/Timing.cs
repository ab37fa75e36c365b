using System.Diagnostics;
using System.Globalization;

namespace AdaMHF.Speed;

/// <summary>Wall-clock seconds of repeated runs.</summary>
internal readonly record struct Timing(double Minimum, double Median, double Maximum)
{
    /// <summary>Runs an action once to warm up, then <paramref name="runs"/> times.</summary>
    public static Timing Of(Action action, int runs = 5)
    {
        action();
        var seconds = new double[runs];
        for (var i = 0; i < runs; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var start = Stopwatch.GetTimestamp();
            action();
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        Array.Sort(seconds);
        return new(seconds[0], seconds[runs / 2], seconds[^1]);
    }

    /// <summary>Such as <c>0.412 s [0.398, 0.450]</c>: median, minimum and maximum.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Text(Median)} [{Text(Minimum)}, {Text(Maximum)}]");

    private static string Text(double seconds) => seconds switch
    {
        >= 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds:F2} s"),
        >= 1e-3 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e3:F2} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1e6:F1} us"),
    };
}
