using AdaMHF.PatchBags;
using AdaMHF.Slides;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet.Slides;

/// <summary>Bags of slides, from the cache or made now; one slide at a time, whoever asks.</summary>
internal sealed class SlideBags : IDisposable
{
    private readonly WsiFeatureSettings _settings;
    private readonly Lazy<PatchEncoder> _encoder;
    private readonly Lazy<SlideExtractor> _extractor;
    private readonly Lock _gate = new();
    private bool _isDisposed;

    public SlideBags(WsiFeatureSettings settings, byte[]? embedded, EncoderOptions run)
    {
        _settings = settings;
        _encoder = new(() => embedded is null
            ? PatchEncoder.Load(settings.Encoder, run)
            : PatchEncoder.LoadFromMemory(settings.Encoder, embedded, run));
        _extractor = new(() => SlideExtractor.Deferred(
            settings.Encoder, _encoder, new(settings.CacheFolder), settings.Extraction));
    }

    /// <summary>All slides of a patient as one bag; slides without tissue have no part in it.</summary>
    public PatchBag Of(ReadOnlySpan<ReadOnlyMemory<char>> slides, IChannel channel)
    {
        var files = new List<string>(slides.Length);
        foreach (var slide in slides)
        {
            if (!slide.Span.IsWhiteSpace() && FileOf(slide.ToString(), channel) is { } file) files.Add(file);
        }
        return PatchBag.Open(files);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (!_isDisposed && _encoder.IsValueCreated) _encoder.Value.Dispose();
            _isDisposed = true;
        }
    }

    private string? FileOf(string slide, IChannel channel)
    {
        var path = _settings.SlideFolder is { } folder ? Path.Combine(folder, slide) : slide;
        try
        {
            lock (_gate)
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                var bag = _extractor.Value.Bag(path);
                if (bag is null)
                    channel.Warning($"{_extractor.Value.Folder.RecordOf(BagFolder.IdOf(path))?.Reason} The slide is left out.");
                return bag;
            }
        }
        catch (SlideException error) when (_settings.UnusableSlides == AbsentBagFile.TreatAsMissing)
        {
            channel.Warning($"{error.Message} The slide is left out.");
            return null;
        }
    }
}
