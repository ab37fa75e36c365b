using System.Runtime.CompilerServices;
using AdaMHF.Testing;

namespace AdaMHF.Build.Tests;

public sealed class HeldFinalizersTests
{
    [Fact]
    public void No_finalizer_runs_before_it_is_disposed()
    {
        ManualResetEventSlim isFinalized = new();
        using (new HeldFinalizers())
        {
            LeaveGarbage(isFinalized);
            GC.Collect();
            Assert.False(isFinalized.Wait(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken));
        }
        Assert.True(isFinalized.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_second_one_waits_for_the_first()
    {
        var first = new HeldFinalizers();
        var second = Task.Run(() => new HeldFinalizers(), TestContext.Current.CancellationToken);
        Assert.NotSame(second, await Task.WhenAny(second, Task.Delay(200, TestContext.Current.CancellationToken)));
        first.Dispose();
        (await second).Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LeaveGarbage(ManualResetEventSlim isFinalized) => _ = new Finalized(isFinalized);

    private sealed class Finalized(ManualResetEventSlim isFinalized)
    {
        ~Finalized() => isFinalized.Set();
    }
}
