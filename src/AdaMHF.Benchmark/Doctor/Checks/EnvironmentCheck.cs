using AdaMHF.Networks;

namespace AdaMHF.Benchmark;

/// <summary>The native library and the device.</summary>
internal static class EnvironmentCheck
{
    // The package of the tool goes without half a gigabyte for each system.
    private static readonly string Remedy =
        "An application of your own: add the package that the message names. The tool: run it from a clone of the repository, whose build "
        + "fetches the package, or copy the files in the package's folder runtimes/SYSTEM/native to "
        + $"'{Path.Combine(AppContext.BaseDirectory, "runtimes", "SYSTEM", "native")}'.";

    public static IEnumerable<Finding> All()
    {
        Finding native;
        try
        {
            native = Finding.Pass("native library", TorchBackend.Describe());
        }
        catch (TorchBackendException missing)
        {
            native = new(CheckStatus.Fail, "native library", missing.Message, Remedy);
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
