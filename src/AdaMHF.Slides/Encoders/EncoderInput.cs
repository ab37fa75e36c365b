using System.Buffers.Binary;
using NetVips;

namespace AdaMHF.Slides;

/// <summary>Turns patches into an encoder's input: fits the size, orders channels, subtracts the mean.</summary>
internal sealed class EncoderInput
{
    private readonly EncoderDescription _description;
    private readonly float[] _scale = new float[3];
    private readonly float[] _shift = new float[3];
    private readonly float[]? _meanImage;

    public EncoderInput(EncoderDescription description, int size)
    {
        (_description, Size) = (description, size);
        for (var channel = 0; channel < 3; channel++)
        {
            _scale[channel] = (float)(description.PixelScale / description.StandardDeviation[channel]);
            _shift[channel] = description.MeanImage is null
                ? (float)(description.Mean[channel] / description.StandardDeviation[channel])
                : 0;
        }
        if (description.MeanImage is { } file) _meanImage = MeanImage(file);
    }

    /// <summary>Edge in pixels.</summary>
    public int Size { get; }

    /// <summary>Values of one patch: 3 x size x size.</summary>
    public int Count => 3 * Size * Size;

    /// <summary>Writes the input of one patch.</summary>
    public void Write(RgbPicture patch, Span<float> input)
    {
        var pixels = Fitted(patch).Pixels;
        var area = Size * Size;
        for (var channel = 0; channel < 3; channel++)
        {
            var source = _description.Channels == ChannelOrder.Rgb ? channel : 2 - channel;
            var plane = input.Slice(channel * area, area);
            var (scale, shift) = (_scale[channel], _shift[channel]);
            for (int i = 0, from = source; i < area; i++, from += 3) plane[i] = (pixels[from] * scale) - shift;
        }
        if (_meanImage is not { } mean) return;
        for (var i = 0; i < mean.Length; i++) input[i] -= mean[i] / (float)_description.StandardDeviation[i / area];
    }

    private RgbPicture Fitted(RgbPicture patch)
    {
        if (patch.Width == Size) return patch;
        if (_description.Fit == PatchFit.CenterCrop && patch.Width > Size) return Middle(patch);
        return PictureScaling.To(patch, Size, _description.Interpolation switch
        {
            Interpolation.Bilinear => Enums.Kernel.Linear,
            Interpolation.Bicubic => Enums.Kernel.Cubic,
            _ => Enums.Kernel.Lanczos3,
        });
    }

    private RgbPicture Middle(RgbPicture patch)
    {
        var (left, top, pixels) = ((patch.Width - Size) / 2, (patch.Height - Size) / 2, new byte[Count]);
        for (var row = 0; row < Size; row++)
            patch.Pixels.AsSpan(3 * (((top + row) * patch.Width) + left), 3 * Size).CopyTo(pixels.AsSpan(3 * row * Size));
        return new(Size, Size, pixels);
    }

    private float[] MeanImage(string file)
    {
        var bytes = File.Exists(file) ? File.ReadAllBytes(file) : throw new EncoderException($"There is no mean image '{file}'.");
        if (bytes.Length != 4 * Count)
        {
            throw new EncoderException(
                $"The mean image '{file}' has {bytes.Length} bytes; expected {4 * Count}: 3 x {Size} x {Size} 32-bit floats.");
        }
        var values = new float[Count];
        for (var i = 0; i < values.Length; i++) values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(4 * i));
        return values;
    }
}
