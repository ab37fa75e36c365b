using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>What <see cref="Microsoft.ML.MLContext"/> was told about seed and GPU.</summary>
internal static class ContextSettings
{
    public static int? SeedOf(IHostEnvironment environment) => (environment as IHostEnvironmentInternal)?.Seed;

    public static int? GpuDeviceIdOf(IHostEnvironment environment) => (environment as IHostEnvironmentInternal)?.GpuDeviceId;

    public static bool FallsBackToCpu(IHostEnvironment environment) => (environment as IHostEnvironmentInternal)?.FallbackToCpu ?? true;
}
