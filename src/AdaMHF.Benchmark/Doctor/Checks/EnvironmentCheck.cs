using AdaMHF.Networks;

namespace AdaMHF.Benchmark;

/// <summary>The native library and the device.</summary>
internal static class EnvironmentCheck
{
    public static IEnumerable<Finding> All()
    {
        Finding native;
        try
        {
            native = Finding.Pass("native library", TorchBackend.Describe());
        }
        catch (TorchBackendException missing)
        {
            native = new(CheckStatus.Fail, "native library", missing.Message, "Add the package that the message names to the application.");
        }
        yield return native;
        if (native.Status == CheckStatus.Fail) yield break;
        yield return TorchBackend.HasCuda()
            ? Finding.Pass("device", "CUDA is used")
            : Finding.Pass("device",
                $"CPU, {Environment.ProcessorCount} processors; networks are trained on one thread each, so run as many shards as there "
                + "are processors");
    }
}
