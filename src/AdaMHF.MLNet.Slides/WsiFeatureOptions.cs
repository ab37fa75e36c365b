using AdaMHF.Slides;

namespace AdaMHF.MLNet.Slides;

/// <summary>Options of <see cref="SlidesCatalog.ExtractWsiFeatures"/>.</summary>
public sealed record WsiFeatureOptions
{
    /// <summary>
    /// Folder of the bags; made where it is missing. It serves one encoder and one set of settings, and other programs, too.
    /// </summary>
    public required string CacheFolder { get; init; }

    /// <summary>The encoder; null, the default, is <see cref="EncoderDescription.ResNet18"/>.</summary>
    public EncoderDescription? Encoder { get; init; }

    /// <summary>How the encoder runs. It is not stored: a model runs on the CPU where it is loaded without other options.</summary>
    public EncoderOptions EncoderRun { get; init; } = new();

    /// <summary>Tissue, patches, scale of slides without one, threads.</summary>
    public ExtractionOptions Extraction { get; init; } = new();

    /// <summary>Folder of slides that are named by relative paths; null, the default, is the current one.</summary>
    public string? SlideFolder { get; init; }

    /// <summary>What to do with a slide that cannot be used. Default <see cref="AbsentBagFile.Error"/>.</summary>
    public AbsentBagFile UnusableSlides { get; init; } = AbsentBagFile.Error;

    /// <summary>
    /// Whether the model zip carries the encoder's ONNX file. Default false: the zip names it by path and SHA-256. A file of a gigabyte
    /// takes minutes to save and seven gigabytes to load.
    /// </summary>
    public bool EmbedEncoder { get; init; }
}
