namespace AdaMHF.Slides.Tests;

public sealed class MemoryBudgetTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Parts_in_use_never_exceed_the_memory()
    {
        var budget = new MemoryBudget(10);
        var (used, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(number => Task.Run(
            () =>
            {
                var wanted = number % 8 == 0 ? 50 : 1 + (number % 5);
                using (budget.Take(wanted, Stop))
                {
                    var now = Interlocked.Add(ref used, Math.Min(wanted, 10));
                    InterlockedMax(ref most, now);
                    Thread.Yield();
                    Interlocked.Add(ref used, -Math.Min(wanted, 10));
                }
            },
            Stop)));
        Assert.Equal((0, 10), (used, most));
    }

    [Fact]
    public void Who_does_not_fit_waits_until_a_part_is_given_back()
    {
        var budget = new MemoryBudget(10);
        var first = budget.Take(7, Stop);
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Throws<OperationCanceledException>(() => budget.Take(4, stopped.Token));
        using (budget.Take(3, Stop))
        {
            first.Dispose();
            using (budget.Take(7, Stop)) Assert.Throws<OperationCanceledException>(() => budget.Take(1, stopped.Token));
        }
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value; seen = Volatile.Read(ref target))
            Interlocked.CompareExchange(ref target, value, seen);
    }
}
