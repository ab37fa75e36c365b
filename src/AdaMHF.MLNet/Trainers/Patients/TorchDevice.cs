using Microsoft.ML.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>Chooses where a network runs: the GPU that <see cref="Microsoft.ML.MLContext"/> names or the first one, else the CPU.</summary>
internal static class TorchDevice
{
    public static Device Select(IHostEnvironment environment) =>
        Select(environment, cuda.is_available() ? cuda.device_count() : 0);

    /// <param name="environment">Says which GPU is wanted.</param>
    /// <param name="available">How many there are.</param>
    /// <exception cref="InvalidOperationException">The one that was asked for is not there, and the CPU is no substitute.</exception>
    public static Device Select(IHostEnvironment environment, int available)
    {
        var wanted = ContextSettings.GpuDeviceIdOf(environment);
        if (available > (wanted ?? 0)) return new Device(DeviceType.CUDA, wanted ?? 0);
        if (wanted is { } id && !ContextSettings.FallsBackToCpu(environment))
        {
            throw new InvalidOperationException(
                $"GPU {id} was asked for, but this process sees {available} CUDA devices. "
                + "Let the application reference TorchSharp-cuda-linux or TorchSharp-cuda-windows, in the version of its TorchSharp, "
                + "in place of libtorch-cpu, check the driver (nvidia-smi), name another GpuDeviceId, or set MLContext.FallbackToCpu.");
        }
        return CPU;
    }
}
