using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>Parameters side by side in a buffer, with their gradients.</summary>
/// <param name="First">Number of the first.</param>
/// <param name="End">Number after the last.</param>
/// <param name="Gradients">[n], in order.</param>
internal sealed record FlatRun(int First, int End, Tensor Gradients);
