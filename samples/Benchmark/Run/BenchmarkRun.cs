using System.Diagnostics;
using System.Globalization;
using Benchmark.Plan;
using Benchmark.Results;

namespace Benchmark.Run;

/// <summary>Works through the units of a shard that have no result yet.</summary>
internal sealed class BenchmarkRun(ResultFolder results, Shard shard)
{
    private (string Name, BenchmarkCohort Cohort)? _open;

    /// <summary>0 when all units are done, 1 when some failed, 130 when it was cancelled.</summary>
    public int Run(CancellationToken cancellation)
    {
        results.RemoveLeftovers();
        var units = shard.Of(WorkUnits.Of(results.Plan));
        WorkUnit[] left = [.. units.Where(unit => !results.Has(unit))];
        RunReporter.Say($"{units.Count} units, {units.Count - left.Length} already done. Results: {results.Root}");
        return RunReporter.Show(left, units.Count - left.Length, reporter => Run(left, reporter, cancellation));
    }

    private int Run(WorkUnit[] left, RunReporter reporter, CancellationToken cancellation)
    {
        var failed = 0;
        foreach (var unit in left)
        {
            var clock = Stopwatch.StartNew();
            try
            {
                cancellation.ThrowIfCancellationRequested();
                // Another process may have been faster.
                if (results.Has(unit)) continue;
                var result = UnitRunner.Run(unit, results.Plan, Cohort(unit.Cohort, cancellation), reporter.Start(unit), cancellation);
                results.Write(result);
                reporter.Finish(unit, Describe(result), clock.Elapsed);
            }
            catch (OperationCanceledException)
            {
                RunReporter.Say("Stopped. Every finished unit is kept; the same command goes on from here.");
                return 130;
            }
            catch (Exception failure) when (failure is not PlanException)
            {
                // One system that cannot cope with one fold must not cost a night's work of the others.
                failed++;
                reporter.Finish(unit, $"FAILED: {failure.Message}", clock.Elapsed);
            }
        }
        if (failed > 0) RunReporter.Say($"{failed} units failed; the same command tries them again.");
        return failed > 0 ? 1 : 0;
    }

    private BenchmarkCohort Cohort(string name, CancellationToken cancellation)
    {
        if (_open is { } open && open.Name == name) return open.Cohort;
        var plan = results.Plan.Cohort(name);
        var cohort = BenchmarkCohort.Open(CohortFiles.Of(plan, results.Cohorts, cancellation), plan, results.Plan.FoldCount);
        _open = (name, cohort);
        return cohort;
    }

    private static string Describe(UnitResult result) => string.Join(", ", result.Manifest.Results.Where(one => !one.Condition.StartsWith("group-", StringComparison.Ordinal))
        .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Condition} C {one.ConcordanceIndex:F3} ({one.Events} events, {one.ComparablePairs:N0} pairs)")));
}
