using System.Runtime.CompilerServices;

namespace AdaMHF.Testing;

/// <summary>
/// No finalizer runs until it is disposed. For TorchSharp's own arithmetic and optimizers, as references: they hand numbers to native
/// code as objects that nothing keeps alive during the call, so that a garbage collection of another test frees them under the computation.
/// </summary>
/// <remarks>A second one waits in its constructor until the first is disposed.</remarks>
public sealed class HeldFinalizers : IDisposable
{
    private readonly ManualResetEventSlim _over = new();

    public HeldFinalizers()
    {
        ManualResetEventSlim isHeld = new();
        LeaveGarbage(isHeld, _over);
        GC.Collect(0);
        isHeld.Wait();
    }

    public void Dispose() => _over.Set();

    // In a method of its own, because a local would keep it alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LeaveGarbage(ManualResetEventSlim isHeld, ManualResetEventSlim over) => _ = new Plug(isHeld, over);

    private sealed class Plug(ManualResetEventSlim isHeld, ManualResetEventSlim over)
    {
        ~Plug()
        {
            isHeld.Set();
            over.Wait();
        }
    }
}
