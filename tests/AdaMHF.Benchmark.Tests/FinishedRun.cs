
[assembly: AssemblyFixture(typeof(AdaMHF.Benchmark.Tests.FinishedRun))]

namespace AdaMHF.Benchmark.Tests;

/// <summary>One run of a tiny plan, shared by the tests that read its files.</summary>
public sealed class FinishedRun : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FinishedRun()
    {
        Results = ResultFolder.For(_folder.Sub("whole"), Plans.Tiny("cox", "late-fusion", "adamhf", "truth"));
        Result = new BenchmarkRun(Results, Shard.Whole).Run(CancellationToken.None);
    }

    internal BenchmarkRunResult Result { get; }

    internal ResultFolder Results { get; }

    public void Dispose() => _folder.Dispose();
}
