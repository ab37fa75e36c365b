using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp;

namespace AdaMHF.Networks;

/// <summary>
/// The native part of TorchSharp, which the application brings: one of the packages libtorch-cpu-linux-x64, libtorch-cpu-osx-arm64,
/// libtorch-cpu-win-x64, TorchSharp-cuda-linux and TorchSharp-cuda-windows. All members may be called from several threads at once.
/// </summary>
public static class TorchBackend
{
    private static readonly Lazy<(string Message, Exception Cause)?> Failure = new(Load);

    /// <summary>
    /// Loads the native part unless it is loaded already. Left to itself TorchSharp loads it too, but where it is missing prints pages of
    /// text, copies half a gigabyte out of the package cache and keeps the loader's answer to itself; so this comes first.
    /// </summary>
    /// <exception cref="TorchBackendException">It is missing or does not load; the same message each time, at no further cost.</exception>
    public static void EnsureLoaded()
    {
        if (Failure.Value is (string message, Exception cause))
        {
            throw new TorchBackendException(message, cause);
        }
    }

    /// <summary>Whether the native part has CUDA and finds a graphics card for it.</summary>
    /// <exception cref="TorchBackendException">The native part is missing or does not load.</exception>
    public static bool HasCuda()
    {
        EnsureLoaded();
        return torch.cuda.is_available();
    }

    /// <summary>What Torch computes on, for a log: <c>libtorch 2.10.0 on CPU, 2 threads</c>.</summary>
    /// <exception cref="TorchBackendException">The native part is missing or does not load.</exception>
    public static string Describe()
    {
        string device = HasCuda()
            ? string.Create(CultureInfo.InvariantCulture, $"CUDA, {torch.cuda.device_count()} devices")
            : string.Create(CultureInfo.InvariantCulture, $"CPU, {torch.get_num_threads()} threads");
        return $"libtorch {torch.__version__} on {device}";
    }

    private static (string Message, Exception Cause)? Load()
    {
        try
        {
            LoadLibraries();
            torch.InitializeDeviceType(DeviceType.CPU);
            return null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException or TypeInitializationException)
        {
            return (LoadFailure.OfThisProcess(exception.GetBaseException().Message).Explain(), exception);
        }
    }

    /// <remarks>Only names the class torch: the first use of a member of it would start TorchSharp's own search.</remarks>
    private static void LoadLibraries()
    {
        if (LoadsFromPackageFolder())
        {
            return;
        }

        // TorchSharp loads these beforehand too: the CUDA part is found by nobody else, and no application has both.
        NativeLibrary.TryLoad("torch_cuda", typeof(torch).Assembly, null, out _);
        NativeLibrary.TryLoad("torch_cpu", typeof(torch).Assembly, null, out _);
        NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, null);
    }

    /// <summary>Notebooks and scripts load TorchSharp.dll out of the package folder; TorchSharp's own search is made for them.</summary>
    private static bool LoadsFromPackageFolder()
    {
        string? folder = Path.GetDirectoryName(typeof(torch).Assembly.Location);
        return !string.IsNullOrEmpty(folder) && Directory.Exists(Path.Combine(folder, "..", "..", "runtimes"));
    }
}
