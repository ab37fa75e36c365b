using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>
/// Lets Torch compute on one thread of the CPU until it is disposed: orthogonal matrices differ in their last bits with the number of
/// threads, and a model trained from another start is another model.
/// </summary>
internal sealed class OneThread : IDisposable
{
    private readonly int before = get_num_threads();

    public OneThread()
    {
        if (before != 1) set_num_threads(1);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (before != 1) set_num_threads(before);
    }
}
