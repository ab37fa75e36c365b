using Microsoft.ML.OnnxRuntime;

namespace AdaMHF.Slides;

/// <summary>Names and shapes of an ONNX model, as far as an encoder is concerned.</summary>
/// <param name="Input">Name of the input.</param>
/// <param name="Output">Name of the output.</param>
/// <param name="FixedBatch">Patches of a call; null where any number goes.</param>
/// <param name="ImageSize">Edge of the input in pixels.</param>
internal sealed record EncoderShape(string Input, string Output, int? FixedBatch, int ImageSize)
{
    public static EncoderShape Of(InferenceSession session, EncoderDescription description)
    {
        var input = Named(description.Input, [.. session.InputMetadata.Keys], "input", description);
        var output = Named(description.Output, [.. session.OutputMetadata.Keys], "output", description);
        var metadata = session.InputMetadata[input];
        var shape = metadata.Dimensions;
        var isImage = shape is [_, 3 or -1, var height, var width] && (height == width || height == -1 || width == -1);
        if (!isImage || metadata.ElementDataType != Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float)
        {
            throw new EncoderException(
                $"The input '{input}' of '{description.Model}' is {metadata.ElementDataType} of shape {Text(shape)}; expected 32-bit "
                + "floats of batch x 3 x size x size.");
        }
        int? ofModel = shape[2] > 0 ? shape[2] : shape[3] > 0 ? shape[3] : null;
        if ((ofModel ?? description.ImageSize) is not { } size || (description.ImageSize is { } stated && stated != size))
        {
            throw new EncoderException(
                $"'{description.Model}' takes images of {(ofModel is { } own ? $"{own} x {own}" : "any number of")} pixels, and the "
                + $"description {(description.ImageSize is { } said ? $"says {said}" : "has no imageSize")}. Correct imageSize.");
        }
        return new(input, output, shape[0] > 0 ? shape[0] : null, size);
    }

    public static string Text(IEnumerable<int> shape) => string.Join(" x ", shape.Select(extent => extent < 0 ? "any" : $"{extent}"));

    private static string Named(string? name, string[] there, string what, EncoderDescription description)
    {
        if (name is null && (there.Length == 1 || what == "output")) return there[0];
        if (name is not null && there.Contains(name)) return name;
        throw new EncoderException(
            $"'{description.Model}' has no {what} '{name}'. Its {what}s are {string.Join(", ", there.Select(one => $"'{one}'"))}: "
            + "name one.");
    }
}
