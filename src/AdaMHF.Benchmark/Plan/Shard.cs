using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AdaMHF.Benchmark;

/// <summary>A part of the units, for one machine of several.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Count">At least 1.</param>
public sealed record Shard(int Index, int Count)
{
    /// <summary>All units.</summary>
    public static Shard Whole { get; } = new(0, 1);

    /// <summary>Reads <c>i/n</c>, 0 &lt;= i &lt; n: what SLURM_ARRAY_TASK_ID and JOB_COMPLETION_INDEX give.</summary>
    /// <param name="text">Such as 0/4.</param>
    /// <exception cref="PlanException">The text is not of that form.</exception>
    public static Shard Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('/');
        return parts is [var index, var count]
            && int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var i)
            && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && i < n
                ? new(i, n)
                : throw new PlanException($"--shard is '{text}'; expected i/n with 0 <= i < n, such as 0/4.");
    }

    /// <summary>
    /// This shard's units in their order. Those of a system are sorted by a hash of their names, and all are dealt in turn: shards differ
    /// by one unit at most, of every system too, so that no shard gets all units of a slow one.
    /// </summary>
    /// <param name="units">Units of a plan.</param>
    public IReadOnlyList<WorkUnit> Of(IReadOnlyList<WorkUnit> units)
    {
        var mine = units.OrderBy(unit => unit.System, StringComparer.Ordinal).ThenBy(Hash, StringComparer.Ordinal)
            .Where((_, place) => place % Count == Index).ToHashSet();
        return [.. units.Where(mine.Contains)];
    }

    private static string Hash(WorkUnit unit) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(unit.Path)));
}
