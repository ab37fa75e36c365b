using System.Globalization;
using AdaMHF.MLNet;
using AdaMHF.Simulation;
using Microsoft.ML;
using Microsoft.ML.Data;
using NetVips;
using SkiaSharp;

namespace AdaMHF.Tool.Tests;

/// <summary>The maps of <c>explain</c> over slides that a test draws.</summary>
public sealed class ExplainSlidesTests : IDisposable
{
    private static readonly byte[] Tissue = [200, 120, 180];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_map_lies_over_the_slide_where_it_can_be_read()
    {
        var (table, bags, zip) = Train();
        var cohort = new MLContext().Data.LoadSurvivalCohort(table);
        var slides = cohort.Data.GetColumn<string[]>(SurvivalColumns.SlideIds).ToArray();
        var row = Array.FindIndex(slides, ids => ids.Length == 1);
        var (patient, slide) = (cohort.Patients[row], Path.GetFileNameWithoutExtension(slides[row][0]));
        var output = "";
        async Task<(string Errors, double Share)> Explain(params string[] more)
        {
            output = _folder.Sub(Path.GetRandomFileName());
            var run = await ToolRun.Of(
                ["explain", zip, "--table", table, "--bags", bags, "--patient", patient, "--output", output, "--json", .. more]);
            Documents.Valid(run, 0, "explain.json");
            return (run.Errors, ShareOfTissue(Path.Combine(output, "slide-1.png")));
        }

        Directory.CreateDirectory(_folder.Sub("slides"));
        Assert.Equal(0, (await Explain()).Share);
        var places = (await File.ReadAllLinesAsync(Path.Combine(output, "patches.csv"), TestContext.Current.CancellationToken)).Skip(1)
            .SelectMany(line => line.Split(',')[2..4]).Max(place => int.Parse(place, CultureInfo.InvariantCulture));
        Draw(_folder.Sub($"slides/{slide}.tif"), places * 2);
        var (errors, share) = await Explain("--slides", _folder.Sub("slides"));
        Assert.True(share > 0.3, $"{share:P1} of the map have the colour of the slide. {errors}");
        Assert.DoesNotContain("No picture", errors, StringComparison.Ordinal);

        // Another slide of the same name: its patches would lie beside it.
        Draw(_folder.Sub($"slides/{slide}.tif"), edge: 64);
        var small = await Explain("--slides", _folder.Sub("slides"));
        Assert.Equal(0, small.Share);
        Assert.Contains("lies outside of", small.Errors, StringComparison.Ordinal);
    }

    private (string Table, string Bags, string Zip) Train()
    {
        var preset = new SimulationPreset(24, [6, 8, 8, 6, 6, 6], patchWidth: 16, medianPatches: 24);
        var files = SimulatedCohort.Create(preset).WriteTo(_folder.Sub("cohort"));
        var ml = new MLContext(seed: 1);
        var cohort = ml.Data.LoadSurvivalCohort(files.Table, new() { GeneGroups = GeneGroups.FromCsv(files.Signatures) });
        using var model = ml.Transforms.LoadWsiBags("Bag", "SlideIds", files.Bags)
            .Append(ml.Transforms.GroupGenomics(cohort.GeneGroups))
            .Append(ml.Survival.Trainers.AdaMhf(epochs: 1))
            .Fit(cohort.Data);
        ml.Model.SaveSurvivalModel(model, cohort.Data.Schema, _folder.Sub("model.zip"));
        return (files.Table, files.Bags, _folder.Sub("model.zip"));
    }

    private static void Draw(string path, int edge)
    {
        using var image = Image.Black(edge, edge, bands: 3).Linear([0.0, 0, 0], [.. Tissue.Select(channel => (double)channel)])
            .Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb, xres: 2000, yres: 2000);
        image.Tiffsave(
            path, compression: Enums.ForeignTiffCompression.Jpeg, tile: true, tileWidth: 256, tileHeight: 256, pyramid: true);
    }

    private static double ShareOfTissue(string map)
    {
        using var picture = SKBitmap.Decode(map);
        return picture.Pixels.Count(
            pixel => Math.Abs(pixel.Red - Tissue[0]) + Math.Abs(pixel.Green - Tissue[1]) + Math.Abs(pixel.Blue - Tissue[2]) < 12)
            / (double)picture.Pixels.Length;
    }
}
