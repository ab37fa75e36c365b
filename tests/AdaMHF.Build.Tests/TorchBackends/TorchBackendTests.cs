using System.Runtime.InteropServices;
using AdaMHF.Networks;

namespace AdaMHF.Build.Tests;

/// <summary>These tests' own process has TorchSharp, but no native backend.</summary>
public sealed class TorchBackendTests
{
    private static readonly string Platform = RuntimeInformation.RuntimeIdentifier;

    [Fact]
    public void Without_a_native_backend_the_exception_says_what_was_tried_and_what_to_install()
    {
        var exception = Assert.Throws<TorchBackendException>(TorchBackend.EnsureLoaded);
        Assert.Contains("LibTorchSharp could not be loaded on", exception.Message, StringComparison.Ordinal);
        Assert.Contains(AppContext.BaseDirectory.TrimEnd('/', '\\'), exception.Message, StringComparison.Ordinal);
        Assert.IsType<DllNotFoundException>(exception.InnerException);
        if (exception.Message.Contains("GLIBCXX_3.4.32", StringComparison.Ordinal))
        {
            // A libtorch of the system's own (Debian: python3-torch) lets the loader get as far as the next lack.
            Assert.Contains("repairs the library", exception.Message, StringComparison.Ordinal);
            return;
        }
        Assert.Contains("TorchSharp 0.107.0", exception.Message, StringComparison.Ordinal);
        if (Platform == "linux-x64")
        {
            Assert.Contains("The loader said: libtorch.so: cannot open shared object file", exception.Message, StringComparison.Ordinal);
            const string advice = "Add the package libtorch-cpu-linux-x64, or for CUDA TorchSharp-cuda-linux,";
            Assert.Contains(advice, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_use_says_the_same()
    {
        string first = Assert.Throws<TorchBackendException>(TorchBackend.EnsureLoaded).Message;
        Assert.Equal(first, Assert.Throws<TorchBackendException>(() => TorchBackend.Describe()).Message);
        Assert.Equal(first, Assert.Throws<TorchBackendException>(() => TorchBackend.HasCuda()).Message);
    }

    [Fact]
    public async Task Threads_that_come_together_all_get_the_exception()
    {
        Exception?[] exceptions = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ =>
                Task.Run(() => Record.Exception(TorchBackend.EnsureLoaded), TestContext.Current.CancellationToken)));
        Assert.All(exceptions, exception => Assert.IsType<TorchBackendException>(exception));
    }

    [Fact]
    public void TorchSharp_itself_is_not_started_and_so_copies_nothing_here()
    {
        Assert.Throws<TorchBackendException>(TorchBackend.EnsureLoaded);
        Assert.False(Directory.Exists(Path.Combine(AppContext.BaseDirectory, "cpu")));
    }
}
