using System.Diagnostics;
using System.Globalization;
using AdaMHF.MLNet;

namespace AdaMHF.Benchmark;

/// <summary>Works through the units of a shard that have no result yet. Stopped or killed, it goes on where it was.</summary>
/// <param name="results">Plan and results.</param>
/// <param name="shard">Which units.</param>
/// <param name="progress">Told after every epoch and unit, on the thread of the run; null for nobody.</param>
public sealed class BenchmarkRun(ResultFolder results, Shard shard, IProgress<BenchmarkProgress>? progress = null)
{
    private readonly TimeRemaining _time = new();
    private (string Name, BenchmarkCohort Cohort)? _open;

    /// <summary>Runs.</summary>
    /// <param name="cancellation">Stops the run between two steps; every finished unit is kept.</param>
    /// <exception cref="PlanException">The plan does not fit the data.</exception>
    public BenchmarkRunResult Run(CancellationToken cancellation)
    {
        results.RemoveLeftovers();
        var units = shard.Of(WorkUnits.Of(results.Plan));
        WorkUnit[] left = [.. units.Where(unit => !results.Has(unit))];
        var (done, failed) = (units.Count - left.Length, 0);
        Say(done, $"{units.Count} units, {done} already done. Results: {results.Root}");
        foreach (var unit in left)
        {
            if (results.ProblemOf(unit) is { } problem) Say(done, $"{unit} is damaged and runs again: {problem}.");
        }
        foreach (var (position, unit) in left.Index())
        {
            var clock = Stopwatch.StartNew();
            var remaining = _time.Of(left.Skip(position).Select(one => one.System));
            try
            {
                cancellation.ThrowIfCancellationRequested();
                // Another process may have been faster.
                if (results.Has(unit)) continue;
                var epochs = new Epochs(training => progress?.Report(
                    new(units.Count, done + position) { Unit = unit, Training = training, Remaining = remaining }));
                var result = UnitRunner.Run(unit, results.Plan, Cohort(unit.Cohort, cancellation), epochs, cancellation);
                results.RemoveDamaged(unit);
                results.Write(result);
                Finish(Describe(result));
            }
            catch (OperationCanceledException)
            {
                Say(done + position, "Stopped. Every finished unit is kept; the same command goes on from here.");
                return new(units.Count, failed, IsCancelled: true);
            }
            catch (Exception failure) when (failure is not PlanException)
            {
                // One system that cannot cope with one fold must not cost a night's work of the others.
                failed++;
                Finish($"FAILED: {Cause.Of(failure)}");
            }

            void Finish(string result)
            {
                _time.Add(unit.System, clock.Elapsed);
                var finished = done + position + 1;
                var rest = left.Skip(position + 1).Select(one => one.System).ToArray();
                var time = rest.Length > 0 && _time.Of(rest) is { } span ? Numbers.Text($", about {span:h\\:mm\\:ss} left") : "";
                Say(finished, Numbers.Text($"{finished}/{units.Count} {unit}: {result}, {clock.Elapsed.TotalSeconds:F1} s{time}"));
            }
        }
        if (failed > 0) Say(units.Count, $"{failed} units failed; the same command tries them again.");
        return new(units.Count, failed, IsCancelled: false);

        void Say(int finished, string message) => progress?.Report(new(units.Count, finished) { Message = message });
    }

    private BenchmarkCohort Cohort(string name, CancellationToken cancellation)
    {
        if (_open is { } open && open.Name == name) return open.Cohort;
        var plan = results.Plan.Cohort(name);
        var cohort = BenchmarkCohort.Open(CohortFiles.Of(plan, results.Cohorts, cancellation), plan, results.Plan.FoldCount);
        _open = (name, cohort);
        return cohort;
    }

    private static string Describe(UnitResult result) => string.Join(", ", result.Manifest.Results
        .Where(one => new Condition(one.Condition).Group is null)
        .Select(one => string.Create(
            CultureInfo.InvariantCulture,
            $"{one.Condition} C {one.ConcordanceIndex:F3} ({one.Events} events, {one.ComparablePairs:N0} pairs)")));

    // System.Progress posts to other threads; a display wants its reports in order.
    private sealed class Epochs(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
