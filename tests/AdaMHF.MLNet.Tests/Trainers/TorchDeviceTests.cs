using AdaMHF.Networks;
using Microsoft.ML;
using TorchSharp;

namespace AdaMHF.MLNet.Tests;

/// <summary>Which device is chosen, by the number of GPUs that there would be.</summary>
public class TorchDeviceTests
{
    [Theory]
    [InlineData(null, 0, "cpu")]
    [InlineData(null, 2, "cuda:0")]
    [InlineData(1, 2, "cuda:1")]
    public void The_GPU_that_is_named_or_the_first_one_else_the_CPU(int? wanted, int available, string expected)
    {
        TorchBackend.EnsureLoaded();
        Assert.Equal(expected, TorchDevice.Select(new MLContext { GpuDeviceId = wanted }, available).ToString());
    }

    [Fact]
    public void A_GPU_that_is_not_there_is_the_CPU_where_that_is_allowed()
    {
        TorchBackend.EnsureLoaded();
        Assert.Equal(torch.CPU, TorchDevice.Select(new MLContext { GpuDeviceId = 2, FallbackToCpu = true }, available: 2));
    }

    /// <summary>Users of the packages have no build properties of this repository.</summary>
    [Fact]
    public void The_message_names_the_GPU_and_packages()
    {
        var context = new MLContext { GpuDeviceId = 2, FallbackToCpu = false };
        var message = Assert.Throws<InvalidOperationException>(() => TorchDevice.Select(context, available: 1)).Message;
        Assert.Contains("GPU 2 was asked for", message, StringComparison.Ordinal);
        Assert.Contains("1 CUDA devices", message, StringComparison.Ordinal);
        Assert.Contains("TorchSharp-cuda-linux", message, StringComparison.Ordinal);
        Assert.Contains("FallbackToCpu", message, StringComparison.Ordinal);
        Assert.DoesNotContain("-p:", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Property", message, StringComparison.Ordinal);
    }
}
