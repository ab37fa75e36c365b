using System.Runtime.CompilerServices;

namespace AdaMHF.Networks;

/// <summary>
/// Blocks the finalizer thread while Torch computes. TorchSharp 0.107 passes numbers to native code as <c>Scalar</c> objects that
/// nothing keeps alive during the call, for example in <c>a + b</c>. When another thread triggers a garbage collection during the
/// call, the finalizer frees the number, and the computation fails or, worse, continues with another number. Every section of this
/// library that computes runs inside one of these.
/// </summary>
/// <remarks>Sections on several threads may overlap. They must be short and must not wait for finalizers.</remarks>
internal static class FinalizerPause
{
    private const int LongestPauseMilliseconds = 500;

    private static readonly object Gate = new();
    private static int sections;
    private static long since;
    private static ManualResetEventSlim release = new(true);

    // A section inside a section of the same thread must not wait for the outer one to end.
    [ThreadStatic]
    private static int held;

    /// <summary>Begins a section; dispose the result on the same thread to end it.</summary>
    public static IDisposable Begin()
    {
        lock (Gate)
        {
            // Finalizers run in between, however many threads overlap.
            while (held == 0 && sections > 0 && Environment.TickCount64 - since > LongestPauseMilliseconds) Monitor.Wait(Gate);
            if (sections++ == 0)
            {
                since = Environment.TickCount64;
                release = Park();
            }
            held++;
        }
        return new Section();
    }

    private static ManualResetEventSlim Park()
    {
        var (parked, end) = (new ManualResetEventSlim(false), new ManualResetEventSlim(false));
        LeaveGarbage(parked, end);
        GC.Collect(0, GCCollectionMode.Forced, blocking: true);
        // A foreign finalizer may hang; the computation then continues as it would without this class.
        parked.Wait(LongestPauseMilliseconds);
        return end;
    }

    // Not inlined, because a register of the caller could keep the object alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LeaveGarbage(ManualResetEventSlim parked, ManualResetEventSlim end) => _ = new Parker(parked, end);

    private static void End()
    {
        lock (Gate)
        {
            held--;
            if (--sections > 0) return;
            release.Set();
            Monitor.PulseAll(Gate);
        }
    }

    /// <summary>Its finalizer blocks the finalizer thread until the section ends.</summary>
    private sealed class Parker(ManualResetEventSlim parked, ManualResetEventSlim end)
    {
        ~Parker()
        {
            parked.Set();
            end.Wait();
        }
    }

    private sealed class Section : IDisposable
    {
        private int ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref ended, 1) == 0) End();
        }
    }
}
