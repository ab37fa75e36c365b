using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdaMHF.Slides;

/// <summary>
/// An encoder of patches: an ONNX model, and how patches become its input. A wrong normalisation gives features that look right, so it is
/// written down beside the model, in a JSON file (data-schemas/slides/encoder.json).
/// </summary>
/// <remarks>A value of the input is (pixel * <see cref="PixelScale"/> - mean) / standard deviation, channel by channel.</remarks>
public sealed record EncoderDescription
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>What bags call it, such as <c>uni_v1</c>; letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The ONNX file; in a description file relative to its folder.</summary>
    public required string Model { get; init; }

    /// <summary>SHA-256 of the ONNX file, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Name of the input; null for the only one.</summary>
    public string? Input { get; init; }

    /// <summary>Name of the output; null for the first one.</summary>
    public string? Output { get; init; }

    /// <summary>Edge of the input in pixels; null takes it from the model.</summary>
    public int? ImageSize { get; init; }

    /// <summary>Order of the channels. Default <see cref="ChannelOrder.Rgb"/>.</summary>
    public ChannelOrder Channels { get; init; } = ChannelOrder.Rgb;

    /// <summary>Factor of a pixel, which is 0 to 255. Default 1/255.</summary>
    public double PixelScale { get; init; } = 1.0 / 255;

    /// <summary>Mean of each channel in the order of <see cref="Channels"/>, after <see cref="PixelScale"/>. Default 0.</summary>
    public IReadOnlyList<double> Mean { get; init; } = [0, 0, 0];

    /// <summary>Standard deviation of each channel, in the same order. Default 1.</summary>
    public IReadOnlyList<double> StandardDeviation { get; init; } = [1, 1, 1];

    /// <summary>
    /// A mean for each pixel in place of <see cref="Mean"/>: a file of 3 x size x size 32-bit floats, little-endian, channel by channel;
    /// null, the default, for none.
    /// </summary>
    public string? MeanImage { get; init; }

    /// <summary>How patches of another size are fitted. Default <see cref="PatchFit.Resize"/>.</summary>
    public PatchFit Fit { get; init; } = PatchFit.Resize;

    /// <summary>Filter of that. Default <see cref="Interpolation.Bicubic"/>.</summary>
    public Interpolation Interpolation { get; init; } = Interpolation.Bicubic;

    /// <summary>What of the output's tokens is taken. Default <see cref="TokenPooling.ClassToken"/>.</summary>
    public TokenPooling Tokens { get; init; } = TokenPooling.ClassToken;

    /// <summary>Tokens after the class token that stand for no patch. Default 0; Virchow2 has 4.</summary>
    public int RegisterTokens { get; init; }

    /// <summary>Features of a patch, to be checked against the model; null checks nothing.</summary>
    public int? Width { get; init; }

    /// <summary>
    /// ResNet-18 trained on ImageNet, 512 features, from the package Microsoft.ML.DnnImageFeaturizer.ResNet18, which the application
    /// references: 224 x 224 pixels, BGR, 0 to 255 minus the mean of each channel.
    /// </summary>
    /// <exception cref="EncoderException">The package's file is not beside the application.</exception>
    public static EncoderDescription ResNet18()
    {
        var model = Path.Combine(AppContext.BaseDirectory, "DnnImageModels", "ResNet18Onnx", "ResNet18.onnx");
        if (!File.Exists(model))
        {
            throw new EncoderException(
                $"'{model}' does not exist. Add the package Microsoft.ML.DnnImageFeaturizer.ResNet18 0.23.1 to the application: "
                + "it brings the encoder resnet18.");
        }
        return new()
        {
            Name = "resnet18",
            Model = model,
            Sha256 = "e2552f19db2dfdb01b3669537b6a0f1b44da38d18279535492ed5dfc2ef1ff8f",
            Input = "Input247",
            Output = "Pooling395_Output_0",
            ImageSize = 224,
            Channels = ChannelOrder.Bgr,
            PixelScale = 1,
            Mean = [103.939, 116.779, 123.68],
            Width = 512,
        };
    }

    /// <summary>The encoder of that name (<c>resnet18</c>), or of that description file.</summary>
    /// <exception cref="EncoderException">There is neither, or the file is no description.</exception>
    public static EncoderDescription Named(string nameOrFile)
    {
        ArgumentException.ThrowIfNullOrEmpty(nameOrFile);
        return nameOrFile == "resnet18" ? ResNet18() : Load(nameOrFile);
    }

    /// <summary>Reads a description file.</summary>
    /// <exception cref="EncoderException">It does not exist, or is no description.</exception>
    public static EncoderDescription Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new EncoderException($"There is no encoder '{path}'. Expected resnet18, or the JSON file that describes an encoder.");
        try
        {
            using var stream = File.OpenRead(path);
            var read = JsonSerializer.Deserialize<EncoderDescription>(stream, Json) ?? throw new JsonException("it is empty");
            read.Check();
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            return read with
            {
                Model = Path.Combine(folder, read.Model),
                MeanImage = read.MeanImage is { } mean ? Path.Combine(folder, mean) : null,
            };
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new EncoderException(
                $"'{path}' is no description of an encoder: {error.Message} data-schemas/slides/encoder.json lists what belongs there.",
                error);
        }
    }

    /// <summary>Writes a description file.</summary>
    public void Save(string path)
    {
        Check();
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, Json));
    }

    /// <summary>SHA-256 of a file, as <see cref="Sha256"/> has it.</summary>
    public static string DigestOf(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    internal void Check()
    {
        Require(
            !string.IsNullOrEmpty(Name) && Name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '_' or '-' or '.'),
            "name", Name, "letters, digits, '_', '-' and '.'");
        Require(!string.IsNullOrEmpty(Model), "model", Model, "the ONNX file");
        Require(Sha256 is { Length: 64 } && Sha256.All(char.IsAsciiHexDigit), "sha256", Sha256, "64 hexadecimal digits");
        Require(ImageSize is null or (>= 8 and <= 4096), "imageSize", ImageSize, "8 to 4096");
        Require(PixelScale > 0 && double.IsFinite(PixelScale), "pixelScale", PixelScale, "above 0");
        Require(Mean is { Count: 3 } && Mean.All(double.IsFinite), "mean", Mean, "three numbers");
        Require(
            StandardDeviation is { Count: 3 } && StandardDeviation.All(value => value > 0 && double.IsFinite(value)),
            "standardDeviation", StandardDeviation, "three numbers above 0");
        Require(RegisterTokens is >= 0 and <= 64, "registerTokens", RegisterTokens, "0 to 64");
        Require(Width is null or (>= 1 and <= 65536), "width", Width, "1 to 65536");
    }

    private static void Require(bool isRight, string name, object? value, string expected)
    {
        if (isRight) return;
        var found = value is IEnumerable<double> many ? string.Join(", ", many) : value;
        throw new ArgumentException(FormattableString.Invariant($"'{name}' is '{found}'; expected {expected}."));
    }
}
