using AdaMHF.Slides;

namespace AdaMHF.MLNet.Slides;

/// <summary>
/// Where the files of a saved model are now, for <see cref="SlidesCatalog.LoadSlideModel"/>. Null leaves a place as it was saved.
/// </summary>
public sealed record SlideModelPlaces
{
    private static readonly AsyncLocal<SlideModelPlaces?> Ambient = new();

    /// <summary>The encoder's ONNX file. It must be the same file: its SHA-256 is compared.</summary>
    public string? Encoder { get; init; }

    /// <summary>Folder of the bags.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Folder of slides that are named by relative paths.</summary>
    public string? SlideFolder { get; init; }

    /// <summary>How the encoder runs here. Default: one thread of the CPU for each call.</summary>
    public EncoderOptions EncoderRun { get; init; } = new();

    /// <summary>Those of the load that is under way. ML.NET creates components by itself and hands them the zip alone.</summary>
    internal static SlideModelPlaces Current => Ambient.Value ?? new();

    internal IDisposable Use()
    {
        var scope = new Scope(Ambient.Value);
        Ambient.Value = this;
        return scope;
    }

    private sealed class Scope(SlideModelPlaces? before) : IDisposable
    {
        public void Dispose() => Ambient.Value = before;
    }
}
