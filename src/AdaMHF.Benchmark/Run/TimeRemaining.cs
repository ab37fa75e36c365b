namespace AdaMHF.Benchmark;

/// <summary>
/// Estimates how long the units that are left will take: each as long as the units of its system took so far, or as the mean of all.
/// </summary>
internal sealed class TimeRemaining
{
    private readonly Dictionary<string, (int Count, double Seconds)> _done = [];

    public void Add(string system, TimeSpan took)
    {
        var (count, seconds) = _done.GetValueOrDefault(system);
        _done[system] = (count + 1, seconds + took.TotalSeconds);
    }

    /// <summary>Null before the first unit is done.</summary>
    public TimeSpan? Of(IEnumerable<string> systems)
    {
        if (_done.Count == 0) return null;
        var mean = _done.Values.Sum(done => done.Seconds) / _done.Values.Sum(done => done.Count);
        return TimeSpan.FromSeconds(systems.Sum(system => _done.TryGetValue(system, out var done) ? done.Seconds / done.Count : mean));
    }
}
