using Microsoft.ML.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>Chooses where a network runs: the GPU that <see cref="Microsoft.ML.MLContext"/> names or the first one, else the CPU.</summary>
internal static class TorchDevice
{
    public static Device Select(IHostEnvironment environment)
    {
        var wanted = ContextSettings.GpuDeviceIdOf(environment);
        var available = cuda.is_available() ? cuda.device_count() : 0;
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
