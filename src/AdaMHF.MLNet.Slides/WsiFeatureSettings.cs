using AdaMHF.Slides;

namespace AdaMHF.MLNet.Slides;

/// <summary>Stored settings of feature extraction.</summary>
internal sealed record WsiFeatureSettings(
    string OutputColumnName,
    string InputColumnName,
    string CacheFolder,
    EncoderDescription Encoder,
    ExtractionOptions Extraction,
    string? SlideFolder,
    AbsentBagFile UnusableSlides,
    bool EmbedEncoder)
{
    /// <summary>The settings with the places of here and now.</summary>
    public WsiFeatureSettings At(SlideModelPlaces places) => this with
    {
        CacheFolder = places.CacheFolder is { } cache ? Path.GetFullPath(cache) : CacheFolder,
        SlideFolder = places.SlideFolder ?? SlideFolder,
        Encoder = places.Encoder is { } model ? Encoder with { Model = model } : Found(Encoder),
    };

    // The package of ResNet-18 brings it to every application, wherever that is.
    private static EncoderDescription Found(EncoderDescription encoder)
    {
        if (File.Exists(encoder.Model) || encoder.Name != "resnet18") return encoder;
        try
        {
            return encoder with { Model = EncoderDescription.ResNet18().Model };
        }
        catch (EncoderException)
        {
            // It may never be needed; if it is, the message names the path.
            return encoder;
        }
    }
}
