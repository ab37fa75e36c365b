using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>Settings of <see cref="Microsoft.ML.MLContext"/> for seed and GPU.</summary>
internal static class ContextSettings
{
    public static int? SeedOf(IHostEnvironment environment) => (environment as IHostEnvironmentInternal)?.Seed;

    public static int? GpuDeviceIdOf(IHostEnvironment environment) => (environment as IHostEnvironmentInternal)?.GpuDeviceId;

    public static bool FallsBackToCpu(IHostEnvironment environment) => (environment as IHostEnvironmentInternal)?.FallbackToCpu ?? true;
}
