using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>Copies arrays to a device.</summary>
internal static class DeviceTensor
{
    /// <summary>The values in Torch's own memory. The tensor belongs to the current dispose scope.</summary>
    public static Tensor Of(float[] values, Device device, params long[] shape)
    {
        // A tensor of an array lies where the array lies, and matrix products round by the alignment of their operands: Torch's own memory
        // always has the same alignment.
        using var given = tensor(values, shape, device: device);
        return given.clone();
    }
}
