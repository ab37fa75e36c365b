using System.Text.Json;
using Json.Schema;
using SkiaSharp;

namespace AdaMHF.Reports.Tests;

public class SlideTests
{
    private static readonly JsonSchema Schema =
        JsonSchema.FromFile(Path.Combine(AppContext.BaseDirectory, "schemas", "patch-geojson.json"));

    [Fact]
    public void GeoJson_follows_its_schema_and_holds_every_patch_in_its_place()
    {
        var slide = Showcase.Slide;
        using var json = GeoJson(slide);
        Assert.True(Schema.Evaluate(json.RootElement).IsValid);
        var features = json.RootElement.GetProperty("features");
        Assert.Equal(slide.Patches.Length, features.GetArrayLength());
        foreach (var (feature, patch) in features.EnumerateArray().Zip(slide.Patches))
        {
            var ring = feature.GetProperty("geometry").GetProperty("coordinates")[0].EnumerateArray()
                .Select(at => (at[0].GetInt64(), at[1].GetInt64())).ToArray();
            Assert.Equal(ring[0], ring[^1]);
            Assert.Equal((patch.X, patch.Y), (ring.Min(at => at.Item1), ring.Min(at => at.Item2)));
            Assert.Equal(slide.PatchSize, ring.Max(at => at.Item1) - patch.X);
            // The shoelace formula: the area is that of the square, and positive as RFC 7946 asks of an outer ring.
            Assert.Equal((double)slide.PatchSize * slide.PatchSize, Enumerable.Range(0, 4)
                .Sum(i => (ring[i].Item1 * ring[i + 1].Item2) - (ring[i + 1].Item1 * ring[i].Item2)) / 2.0);
            var properties = feature.GetProperty("properties");
            Assert.Equal($"patch {patch.Number}", properties.GetProperty("name").GetString());
            Assert.Equal(patch.Score, properties.GetProperty("measurements").GetProperty("attention").GetDouble());
        }
    }

    [Fact]
    public void The_schema_refuses_a_ring_that_is_open()
    {
        using var open = JsonDocument.Parse("""
            {"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]},
            "properties":{"objectType":"detection","name":"patch 0","color":[0,0,0],"measurements":{"a":1,"a rank":1}}}]}
            """);
        Assert.False(Schema.Evaluate(open.RootElement).IsValid);
    }

    [Fact]
    public void Ranks_share_ties_and_run_from_0_to_1()
    {
        var random = new Random(1);
        double[] scores = [.. Enumerable.Range(0, 50).Select(_ => (double)random.Next(12))];
        var slide = new SlidePatches("s", 10, scores.Select((score, i) => new PatchScore(i, i * 10, 0, score)));
        for (var i = 0; i < scores.Length; i++)
        {
            // Brute force: those below, and half of the equal ones.
            var expected = (scores.Count(score => score < scores[i]) + ((scores.Count(score => score == scores[i]) - 1) / 2.0)) / 49;
            Assert.Equal(expected, slide.Ranks()[i], 1e-12);
        }
    }

    [Fact]
    public void The_highest_patch_is_bright_and_the_lowest_dark_where_they_lie()
    {
        // Two patches in a row, the higher one at the right.
        var slide = new SlidePatches("s", 100, [new(0, 0, 0, 0.1), new(1, 100, 0, 0.9)]);
        using var picture = SKBitmap.Decode(slide.Plot().ToPng(600, 400));
        var (dark, bright) = (Places("#0D0887"), Places("#F0F921"));
        Assert.True(dark.Length > 5000 && bright.Length > 5000);
        Assert.True(dark.Max(place => place.X) <= bright.Min(place => place.X));

        // The colour bar lies in the lowest quarter.
        (int X, int Y)[] Places(string color)
        {
            var wanted = SKColor.Parse(color);
            return [.. from x in Enumerable.Range(0, 600)
                       from y in Enumerable.Range(0, 300)
                       where picture.GetPixel(x, y) == wanted
                       select (x, y)];
        }
    }

    [Fact]
    public void What_is_no_picture_and_what_is_too_large_is_refused()
    {
        var noPicture = Assert.Throws<ArgumentException>(() => new SlideThumbnail([1, 2, 3], 32));
        Assert.Contains("no picture", noPicture.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ((PatchTile[])[new([], "a")]).Plot());
        Assert.Throws<ArgumentOutOfRangeException>(() => new SlideThumbnail(Showcase.Picture(8, 8, 0), 0));
        var noScore = Assert.Throws<ArgumentException>(() => new SlidePatches("s", 1, [new(3, 0, 0, double.NaN)]));
        Assert.Contains("Patch 3", noScore.Message, StringComparison.Ordinal);
    }

    private static JsonDocument GeoJson(SlidePatches slide)
    {
        using var folder = new TemporaryFolder();
        slide.SaveGeoJson(folder.File("patches.geojson"));
        return JsonDocument.Parse(File.ReadAllBytes(folder.File("patches.geojson")));
    }
}
