using Microsoft.ML;
using Microsoft.ML.Data;

namespace SlideToRisk;

/// <summary>A patch pipeline of one's own: rows are patches, and Microsoft.ML.OnnxTransformer is the encoder.</summary>
/// <remarks>
/// One row is one patch: the transformer takes a batch of any size as a batch of one. It gives the bits that ONNX Runtime gives, so these
/// features and those of ExtractWsiFeatures go together. Without CUDA leave <c>gpuDeviceId</c> null: the fallback of the transformer does
/// not work with ONNX Runtime for the CPU.
/// </remarks>
public static class PatchPipeline
{
    public const int Size = 224;

    /// <summary>Mean of blue, green and red that ResNet-18 of NuGet was trained with.</summary>
    private static readonly float[] Mean = [103.939f, 116.779f, 123.68f];

    /// <summary>Features of pictures of 224 x 224 pixels, red, green and blue of each pixel.</summary>
    public static float[][] Features(MLContext ml, string model, IEnumerable<byte[]> pictures)
    {
        var patches = ml.Data.LoadFromEnumerable(pictures.Select(picture => new Patch { Input = Prepared(picture) }));
        var encoder = ml.Transforms.ApplyOnnxModel("Pooling395_Output_0", "Input247", model);
        return [.. encoder.Fit(patches).Transform(patches).GetColumn<float[]>("Pooling395_Output_0")];
    }

    private static float[] Prepared(byte[] picture)
    {
        var input = new float[3 * Size * Size];
        for (var i = 0; i < Size * Size; i++)
        {
            for (var channel = 0; channel < 3; channel++)
                input[(channel * Size * Size) + i] = picture[(3 * i) + 2 - channel] - Mean[channel];
        }
        return input;
    }

    private sealed class Patch
    {
        [ColumnName("Input247"), VectorType(3 * Size * Size)]
        public float[] Input { get; set; } = [];
    }
}
