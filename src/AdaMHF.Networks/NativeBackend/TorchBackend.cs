using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp;

namespace AdaMHF.Networks;

/// <summary>
/// The native library of TorchSharp, which the application provides: one of the packages libtorch-cpu-linux-x64,
/// libtorch-cpu-osx-arm64, libtorch-cpu-win-x64, TorchSharp-cuda-linux and TorchSharp-cuda-windows. All members may be called from
/// several threads at once.
/// </summary>
public static class TorchBackend
{
    private static readonly Lazy<(string Message, Exception Cause)?> Failure = new(Load);

    /// <summary>
    /// Loads the native library unless it is already loaded. TorchSharp would load it on first use, but where it is missing prints
    /// pages of text, copies half a gigabyte from the package cache and hides the loader's message; call this first.
    /// </summary>
    /// <exception cref="TorchBackendException">
    /// It is missing or does not load. The attempt is made once; later calls throw the same message.
    /// </exception>
    public static void EnsureLoaded()
    {
        if (Failure.Value is (string message, Exception cause))
        {
            throw new TorchBackendException(message, cause);
        }
    }

    /// <summary>Whether the native library has CUDA and finds a GPU.</summary>
    /// <exception cref="TorchBackendException">The native library is missing or does not load.</exception>
    public static bool HasCuda()
    {
        EnsureLoaded();
        return torch.cuda.is_available();
    }

    /// <summary>Device that Torch computes on, for a log: <c>libtorch 2.10.0 on CPU, 2 threads</c>.</summary>
    /// <exception cref="TorchBackendException">The native library is missing or does not load.</exception>
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

    /// <remarks>Only names the type torch: the first use of one of its members would start TorchSharp's own search.</remarks>
    private static void LoadLibraries()
    {
        if (LoadsFromPackageFolder())
        {
            return;
        }

        // TorchSharp also loads these first: nothing else finds the CUDA library, and no application has both.
        NativeLibrary.TryLoad("torch_cuda", typeof(torch).Assembly, null, out _);
        NativeLibrary.TryLoad("torch_cpu", typeof(torch).Assembly, null, out _);
        NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, null);
    }

    /// <summary>Notebooks and scripts load TorchSharp.dll from the package folder; TorchSharp's own search handles them.</summary>
    private static bool LoadsFromPackageFolder()
    {
        string? folder = Path.GetDirectoryName(typeof(torch).Assembly.Location);
        return !string.IsNullOrEmpty(folder) && Directory.Exists(Path.Combine(folder, "..", "..", "runtimes"));
    }
}
