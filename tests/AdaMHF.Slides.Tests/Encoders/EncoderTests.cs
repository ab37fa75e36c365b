using System.Text.Json.Nodes;
using Json.Schema;

namespace AdaMHF.Slides.Tests;

/// <summary>Descriptions, digests, shapes and normalisation, on models whose features are known by construction.</summary>
public class EncoderTests
{
    private static readonly RgbPicture Patch = Drawn.Picture(16, 16, (x, y) => (x * 10, y * 5, 200));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Open_and_fixed_batches_give_the_same(int batch)
    {
        using var folder = new TemporaryFolder();
        using var encoder = PatchEncoder.Load(Encoders.Tiny(folder, batch: batch), new() { BatchSize = 2 });
        Assert.Equal((6, batch == 0 ? 2 : batch), (encoder.Width, encoder.BatchSize));
        RgbPicture[] patches = [.. Enumerable.Range(0, 5).Select(red => Drawn.Picture(16, 16, (x, y) => (red * 50, x, y)))];
        var features = new float[5 * 6];
        encoder.Encode(patches, features);
        for (var i = 0; i < 5; i++)
            Near([i * 50, 7.5, 7.5, i * 50, 15, 15], features.AsSpan(6 * i, 6), 255);
    }

    [Fact]
    public void Normalisation_and_order_are_those_of_the_description()
    {
        using var folder = new TemporaryFolder();
        var description = Encoders.Tiny(folder) with
        {
            Channels = ChannelOrder.Bgr,
            PixelScale = 0.5,
            Mean = [10, 20, 30],
            StandardDeviation = [1, 2, 4],
        };
        // Blue is 200, green 0 to 75, red 0 to 150.
        Near([(100 - 10) / 1.0, (18.75 - 20) / 2, (37.5 - 30) / 4, 90, (37.5 - 20) / 2, (75 - 30) / 4.0], Features(description, Patch), 1);
    }

    [Fact]
    public void A_mean_image_is_subtracted_pixel_by_pixel()
    {
        using var folder = new TemporaryFolder();
        var mean = new float[3 * 16 * 16];
        for (var i = 0; i < mean.Length; i++) mean[i] = Patch.Pixels[(3 * (i % 256)) + (i / 256)];
        File.WriteAllBytes(folder.Sub("mean.bin"), [.. mean.SelectMany(BitConverter.GetBytes)]);
        var description = Encoders.Tiny(folder) with { PixelScale = 1, MeanImage = folder.Sub("mean.bin") };
        Near([0, 0, 0, 0, 0, 0], Features(description, Patch), 1);
        File.WriteAllBytes(folder.Sub("mean.bin"), new byte[12]);
        Assert.Contains("expected 3072", Refused(description), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TokenPooling.ClassToken, 0, 3)]
    [InlineData(TokenPooling.PatchMean, 0, 3)]
    [InlineData(TokenPooling.PatchMean, 4, 3)]
    [InlineData(TokenPooling.ClassTokenAndPatchMean, 4, 6)]
    public void Tokens_are_pooled_as_described(TokenPooling pooling, int registers, int width)
    {
        using var folder = new TemporaryFolder();
        var description = Encoders.Tiny(folder, asTokens: true) with { Tokens = pooling, RegisterTokens = registers, PixelScale = 1 };
        var features = Features(description, Patch);
        Assert.Equal(width, features.Length);
        // The tokens of this model are the pixels, row by row.
        double[] Mean() => [.. Enumerable.Range(0, 3).Select(channel =>
            Enumerable.Range(1 + registers, 255 - registers).Average(token => (double)Patch.Pixels[(3 * token) + channel]))];
        double[] first = [0, 0, 200];
        double[] expected = pooling switch
        {
            TokenPooling.ClassToken => first,
            TokenPooling.PatchMean => Mean(),
            _ => [.. first, .. Mean()],
        };
        Near(expected, features, 1);
    }

    [Fact]
    public void A_larger_patch_is_scaled_or_cut()
    {
        using var folder = new TemporaryFolder();
        // The middle is white, the rest black.
        var patch = Drawn.Picture(32, 32, (x, y) => Math.Abs(x - 15.5) < 8 && Math.Abs(y - 15.5) < 8 ? (255, 255, 255) : (0, 0, 0));
        Assert.Equal(0.25, Features(Encoders.Tiny(folder), patch)[0], 0.01);
        Assert.Equal(1, Features(Encoders.Tiny(folder) with { Fit = PatchFit.CenterCrop }, patch)[0], 1e-6);
    }

    [Fact]
    public void What_does_not_belong_together_is_refused()
    {
        using var folder = new TemporaryFolder();
        var right = Encoders.Tiny(folder);
        Assert.Contains("its SHA-256 is " + right.Sha256, Refused(right with { Sha256 = new('0', 64) }), StringComparison.Ordinal);
        Assert.Contains("There is no model", Refused(right with { Model = folder.Sub("absent.onnx") }), StringComparison.Ordinal);
        Assert.Contains("gives 6 features", Refused(right with { Width = 7 }), StringComparison.Ordinal);
        Assert.Contains("Its inputs are 'pixels'", Refused(right with { Input = "image" }), StringComparison.Ordinal);
        Assert.Contains("Its outputs are 'features'", Refused(right with { Output = "logits" }), StringComparison.Ordinal);
        Assert.Contains("takes images of 16 x 16", Refused(right with { ImageSize = 32 }), StringComparison.Ordinal);
        Assert.Contains("has no imageSize", Refused(Encoders.Tiny(folder, imageSize: 0)), StringComparison.Ordinal);
        Assert.Equal(16, PatchEncoder.Load(Encoders.Tiny(folder, imageSize: 0) with { ImageSize = 16 }).ImageSize);
        File.WriteAllText(folder.Sub("no.onnx"), "no model");
        Assert.Contains("does not run as an encoder", Refused(right with
        {
            Model = folder.Sub("no.onnx"),
            Sha256 = EncoderDescription.DigestOf(folder.Sub("no.onnx")),
        }), StringComparison.Ordinal);
        Assert.Contains("Microsoft.ML.OnnxRuntime.Gpu", Assert.Throws<EncoderException>(
            () => PatchEncoder.Load(right, new() { CudaDevice = 0 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_description_file_is_what_its_schema_says()
    {
        using var folder = new TemporaryFolder();
        var description = Encoders.Tiny(folder) with
        {
            Model = "tiny16-0-False.onnx",
            Channels = ChannelOrder.Bgr,
            Mean = [1, 2, 3],
            Tokens = TokenPooling.PatchMean,
            Width = 6,
            Input = "pixels",
            Output = "features",
            ImageSize = 16,
            MeanImage = "mean.bin",
            RegisterTokens = 2,
        };
        description.Save(folder.Sub("tiny.json"));
        var schema = JsonSchema.FromFile(Path.Combine(AppContext.BaseDirectory, "schemas", "encoder.json"));
        var text = File.ReadAllText(folder.Sub("tiny.json"));
        Assert.True(schema.Evaluate(System.Text.Json.JsonDocument.Parse(text).RootElement).IsValid, text);
        // Everything that a description can have is in the schema.
        var described = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "schemas", "encoder.json")))!["properties"]!;
        Assert.Equal(
            JsonNode.Parse(text)!.AsObject().Select(property => property.Key).Order(),
            described.AsObject().Select(property => property.Key).Order());

        var read = EncoderDescription.Named(folder.Sub("tiny.json"));
        Assert.Equal(folder.Sub("tiny16-0-False.onnx"), read.Model);
        Assert.Equal(description with { Model = "", MeanImage = "", Mean = [], StandardDeviation = [] },
            read with { Model = "", MeanImage = "", Mean = [], StandardDeviation = [] });
        Assert.Equal([1, 2, 3], read.Mean);
    }

    [Theory]
    [InlineData("{", "no description")]
    [InlineData("""{ "name": "x", "model": "m.onnx" }""", "sha256")]
    [InlineData("""{ "name": "x", "model": "m.onnx", "sha256": "12" }""", "64 hexadecimal digits")]
    [InlineData("""{ "name": "x", "model": "m.onnx", "sha256": "SHA", "meanings": [] }""", "meanings")]
    [InlineData("""{ "name": "x", "model": "m.onnx", "sha256": "SHA", "mean": [1, 2] }""", "three numbers")]
    [InlineData("""{ "name": "x/y", "model": "m.onnx", "sha256": "SHA" }""", "letters, digits")]
    [InlineData("""{ "name": "x", "model": "m.onnx", "sha256": "SHA", "channels": "hsv" }""", "channels")]
    [InlineData("""{ "name": "x", "model": "m.onnx", "sha256": "SHA", "standardDeviation": [1, 0, 1] }""", "above 0")]
    public void A_faulty_description_is_refused_by_name(string json, string said)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.Sub("e.json"), json.Replace("SHA", new('a', 64), StringComparison.Ordinal));
        var refused = Assert.Throws<EncoderException>(() => EncoderDescription.Load(folder.Sub("e.json"))).Message;
        Assert.Contains(said, refused, StringComparison.Ordinal);
        Assert.Contains(folder.Sub("e.json"), refused, StringComparison.Ordinal);
    }

    private static string Refused(EncoderDescription description) =>
        Assert.Throws<EncoderException>(() => PatchEncoder.Load(description)).Message;

    private static float[] Features(EncoderDescription description, RgbPicture patch)
    {
        using var encoder = PatchEncoder.Load(description);
        var features = new float[encoder.Width];
        encoder.Encode([patch], features);
        return features;
    }

    private static void Near(double[] expected, ReadOnlySpan<float> actual, double scale)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i] / scale, actual[i], 1e-4);
    }
}
