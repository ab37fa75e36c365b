using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using NetVips;

namespace AdaMHF.Slides.Tests;

/// <summary>Features of real regions, against ONNX Runtime called directly and against OpenCV's own inference.</summary>
[Trait("Category", "RealData")]
public sealed class ResNet18Tests(LoadedResNet18 loaded) : IClassFixture<LoadedResNet18>
{
    private const int Size = 224;
    private const int PerRow = 4;

    private static readonly float[] Mean = [103.939f, 116.779f, 123.68f];

    [Theory]
    [InlineData("TCGA-06-0174")]
    [InlineData("TCGA-HT-7470")]
    public void Features_are_those_of_ONNX_Runtime_on_input_prepared_here(string region)
    {
        var path = RealSlides.Region(region);
        int[] patches = [0, 5, 15];
        var ours = Ours(path, loaded.Encoder, patches);
        foreach (var (row, patch) in patches.Index())
        {
            float[] Direct(bool swaps, bool subtracts) => Run(loaded.Session, Prepared(path, patch, swaps, subtracts));
            Assert.InRange(Distance(ours[row], Direct(swaps: false, subtracts: true)), 0, 1e-4);
            // A mistake in the preparation is far beyond the tolerance.
            Assert.InRange(Distance(ours[row], Direct(swaps: true, subtracts: true)), 0.1, double.MaxValue);
            Assert.InRange(Distance(ours[row], Direct(swaps: false, subtracts: false)), 0.1, double.MaxValue);
        }
    }

    [Fact]
    public void Features_are_those_of_OpenCV()
    {
        var path = RealSlides.Region("TCGA-26-1442");
        Python.Need("cv2");
        var theirs = JsonSerializer.Deserialize<float[][]>(Python.Oracle("resnet18.py", EncoderDescription.ResNet18().Model, path, "1"))!;
        Assert.Equal(PerRow, theirs.Length);
        int[] patches = [.. Enumerable.Range(0, theirs.Length)];
        foreach (var (patch, ours) in Ours(path, loaded.Encoder, patches).Index()) Assert.InRange(Distance(ours, theirs[patch]), 0, 1e-4);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_wrong_description_gives_other_features(bool wrongOrder)
    {
        var path = RealSlides.Region("TCGA-06-0174");
        var right = EncoderDescription.ResNet18();
        using var wrong = PatchEncoder.Load(wrongOrder ? right with { Channels = ChannelOrder.Rgb } : right with { Mean = [0, 0, 0] });
        Assert.InRange(Distance(Ours(path, loaded.Encoder, [0])[0], Ours(path, wrong, [0])[0]), 0.1, double.MaxValue);
    }

    private static float[][] Ours(string path, PatchEncoder encoder, int[] patches)
    {
        using var slide = SlideImage.Open(path);
        RgbPicture[] pictures = [.. patches.Select(patch =>
            slide.Read(0, patch % PerRow * Size, patch / PerRow * Size, Size, Size))];
        var features = new float[patches.Length * encoder.Width];
        encoder.Encode(pictures, features);
        return [.. features.Chunk(encoder.Width)];
    }

    private static float[] Prepared(string path, int patch, bool swaps, bool subtracts)
    {
        using var region = Image.NewFromFile(path);
        using var part = region.Crop(patch % PerRow * Size, patch / PerRow * Size, Size, Size);
        var (pixels, input) = (part.WriteToMemory<byte>(), new float[3 * Size * Size]);
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                for (var channel = 0; channel < 3; channel++)
                {
                    var value = pixels[(3 * ((y * Size) + x)) + (swaps ? channel : 2 - channel)];
                    input[(((channel * Size) + y) * Size) + x] = value - (subtracts ? Mean[channel] : 0);
                }
            }
        }
        return input;
    }

    private static float[] Run(InferenceSession session, float[] input)
    {
        using var tensor = OrtValue.CreateTensorValueFromMemory(input, [1, 3, Size, Size]);
        using var options = new RunOptions();
        using var output = session.Run(options, ["Input247"], [tensor], ["Pooling395_Output_0"]);
        return output[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>Largest difference.</summary>
    private static double Distance(float[] one, float[] other) => one.Zip(other, (a, b) => Math.Abs((double)a - b)).Max();
}
