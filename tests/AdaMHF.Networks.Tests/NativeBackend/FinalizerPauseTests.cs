using System.Diagnostics;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class FinalizerPauseTests
{
    [Fact]
    public void Collections_on_other_threads_do_not_disturb_a_computation()
    {
        // Without the pause this fails within about ten thousand additions.
        using var stop = new CancellationTokenSource();
        var collector = new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        try
        {
            for (var section = 0; section < 40; section++)
            {
                using var pause = FinalizerPause.Begin();
                using var scope = NewDisposeScope();
                var sum = zeros(8, dtype: float64);
                for (var i = 0; i < 2000; i++) sum = sum.add_(0.5) + (ones(8, dtype: float64) * 0.25);
                Assert.Equal(1500, sum[0].item<double>());
            }
        }
        finally
        {
            stop.Cancel();
            collector.Join();
        }
    }

    [Fact]
    public void A_section_inside_a_long_section_does_not_wait_for_it()
    {
        var nested = new Thread(() =>
        {
            using var outer = FinalizerPause.Begin();
            Thread.Sleep(700);
            using var inner = FinalizerPause.Begin();
        });
        nested.Start();
        Assert.True(nested.Join(TimeSpan.FromSeconds(10)), "The inner section waits for ever.");
    }

    [Fact]
    public void Finalizers_get_their_turn_between_the_sections_of_overlapping_threads()
    {
        var finalized = new CountdownEvent(1);
        using var stop = new CancellationTokenSource();
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                using var pause = FinalizerPause.Begin();
                Thread.Sleep(20);
            }
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        Thread.Sleep(100);
        Abandon(finalized);
        var clock = Stopwatch.StartNew();
        GC.Collect();
        var ran = finalized.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        stop.Cancel();
        foreach (var thread in threads) thread.Join();
        Assert.True(ran, $"No finalizer ran in {clock.Elapsed}.");
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Abandon(CountdownEvent finalized) => _ = new Finalizable(finalized);

    private sealed class Finalizable(CountdownEvent finalized)
    {
        ~Finalizable() => finalized.Signal();
    }
}
