using System.Text.Json;

namespace AdaMHF.Reports;

/// <summary>Scored patches as GeoJSON that QuPath (0.4 and later) opens: drag the file onto the slide.</summary>
/// <remarks>
/// One feature per patch: a detection with its square in pixels of the slide's finest level, its number as name, its colour in the heat
/// map, and the measurements <c>score name</c> and <c>score name rank</c> (0 to 1 within the slide). In QuPath: Measure, Show measurement
/// maps.
/// </remarks>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc7946">RFC 7946</seealso>
public static class PatchGeoJson
{
    /// <summary>Writes a file. It appears whole, over an older one, or not at all.</summary>
    /// <param name="slide">The patches.</param>
    /// <param name="path">The file; its folder is created where it is missing.</param>
    public static void SaveGeoJson(this SlidePatches slide, string path)
    {
        ArgumentNullException.ThrowIfNull(slide);
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => slide.WriteGeoJson(stream));
    }

    /// <summary>Writes to a stream, which stays open.</summary>
    /// <param name="slide">The patches.</param>
    /// <param name="stream">Where to write.</param>
    public static void WriteGeoJson(this SlidePatches slide, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(slide);
        ArgumentNullException.ThrowIfNull(stream);
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        json.WriteStartArray("features");
        var ranks = slide.Ranks();
        for (var i = 0; i < ranks.Length; i++) WriteFeature(json, slide, slide.Patches[i], ranks[i]);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFeature(Utf8JsonWriter json, SlidePatches slide, PatchScore patch, double rank)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteStartObject("geometry");
        json.WriteString("type", "Polygon");
        json.WriteStartArray("coordinates");
        json.WriteStartArray();
        var (x, y, edge) = ((long)patch.X, (long)patch.Y, slide.PatchSize);
        // RFC 7946: a closed ring whose inside lies to its left, the vertical axis pointing up.
        foreach (var (atX, atY) in new[] { (x, y), (x + edge, y), (x + edge, y + edge), (x, y + edge), (x, y) })
        {
            json.WriteStartArray();
            json.WriteNumberValue(atX);
            json.WriteNumberValue(atY);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteString("objectType", "detection");
        json.WriteString("name", FormattableString.Invariant($"patch {patch.Number}"));
        var color = HeatColors.At(rank);
        json.WriteStartArray("color");
        json.WriteNumberValue(color.Red);
        json.WriteNumberValue(color.Green);
        json.WriteNumberValue(color.Blue);
        json.WriteEndArray();
        json.WriteStartObject("measurements");
        json.WriteNumber(slide.ScoreName, patch.Score);
        json.WriteNumber($"{slide.ScoreName} rank", rank);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
