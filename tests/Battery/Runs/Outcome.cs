using System.Diagnostics;
using System.Globalization;

namespace AdaMHF.Battery.Runs;

/// <summary>
/// What became of the mutants of a format, or of the inputs of a long test. Peak MB of a format is what one call allocates beyond file and
/// result; of a test, what its processes hold together.
/// </summary>
internal sealed class Outcome
{
    private const int MostProblems = 20;

    public static string[] Columns { get; } =
    [
        "part", "tried", "refused", "right", "other reader refuses", "unchecked", "wrong", "untyped", "above 2 s or hung", "slowest CPU ms",
        "slowest wall ms", "peak MB", "minutes",
    ];

    /// <summary>Since the part began.</summary>
    public Stopwatch Watch { get; } = Stopwatch.StartNew();

    public int Tried { get; set; }

    public int Refused { get; set; }

    public int Accepted { get; set; }

    public int Right { get; set; }

    /// <summary>Accepted here and refused by the other reader, which compares check sums that we do not.</summary>
    public int RefusedByOther { get; set; }

    public int Wrong { get; set; }

    public int Untyped { get; set; }

    /// <summary>Calls above the limit of processor time, or of wall time again and again; tests that did not end.</summary>
    public int Slow { get; set; }

    /// <summary>Most processor time of a call; not known of tests.</summary>
    public TimeSpan Slowest { get; set; }

    /// <summary>Most wall time of a call or test.</summary>
    public TimeSpan SlowestWall { get; set; }

    public long MostAllocated { get; set; }

    /// <summary>Whether <see cref="MostAllocated"/> is held to a limit.</summary>
    public bool IsMemoryHeld { get; init; } = true;

    /// <summary>What must not be.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>What is worth a look.</summary>
    public List<string> Remarks { get; } = [];

    public bool IsFailure => Wrong + Untyped + Slow > 0 || (IsMemoryHeld && MostAllocated > 500L << 20);

    public void Problem(string what)
    {
        if (Problems.Count < MostProblems) Problems.Add(what);
    }

    public void Remark(string what)
    {
        if (Remarks.Count < MostProblems) Remarks.Add(what);
    }

    public string[] Row(string format) =>
    [
        format, Text(Tried), Text(Refused), Text(Right), Text(RefusedByOther), Text(Accepted - Right - RefusedByOther - Wrong), Text(Wrong),
        Text(Untyped), Text(Slow), Slowest.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture),
        SlowestWall.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture),
        (MostAllocated / 1e6).ToString("F1", CultureInfo.InvariantCulture),
        Watch.Elapsed.TotalMinutes.ToString("F1", CultureInfo.InvariantCulture),
    ];

    private static string Text(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
