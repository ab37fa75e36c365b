using SkiaSharp;

namespace AdaMHF.Reports;

/// <summary>Paints patches, and the thumbnail under them, into one picture of limited size.</summary>
internal static class HeatRaster
{
    private const int LongestEdge = 1200;

    /// <summary>The picture and the part of the slide that it shows, in pixels of the finest level.</summary>
    public static (byte[] Png, SKRect Part) Paint(SlidePatches slide, SlideHeatMapOptions options, SKColor ground)
    {
        using var thumbnail = options.Thumbnail?.Decode();
        var part = PartOf(slide, thumbnail, options.Thumbnail?.PixelsPerPixel ?? 1);
        var scale = LongestEdge / Math.Max(part.Width, part.Height);
        var (width, height) = (Math.Max(1, (int)Math.Ceiling(part.Width * scale)), Math.Max(1, (int)Math.Ceiling(part.Height * scale)));
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul))
            ?? throw new InvalidOperationException($"A picture of {width} x {height} pixels cannot be made.");
        var canvas = surface.Canvas;
        canvas.Clear(ground);
        canvas.Scale(scale);
        canvas.Translate(-part.Left, -part.Top);
        if (thumbnail is not null)
        {
            var pixels = (float)options.Thumbnail!.PixelsPerPixel;
            using var picture = SKImage.FromBitmap(thumbnail);
            var whole = SKRect.Create(thumbnail.Width * pixels, thumbnail.Height * pixels);
            canvas.DrawImage(picture, whole, new SKSamplingOptions(SKFilterMode.Linear));
        }
        var alpha = thumbnail is null ? (byte)255 : (byte)Math.Round(options.Opacity * 255);
        var values = Values(slide, options.Ranked);
        using var paint = new SKPaint { IsAntialias = false };
        // The highest score is painted last, where patches overlap.
        foreach (var i in Enumerable.Range(0, values.Length).OrderBy(i => values[i]))
        {
            paint.Color = HeatColors.At(values[i]).WithAlpha(alpha);
            canvas.DrawRect(SKRect.Create(slide.Patches[i].X, slide.Patches[i].Y, slide.PatchSize, slide.PatchSize), paint);
        }
        using var image = surface.Snapshot();
        using var data = image.Encode(SKEncodedImageFormat.Png, 100);
        return (data.ToArray(), part);
    }

    private static double[] Values(SlidePatches slide, bool ranked)
    {
        if (ranked) return [.. slide.Ranks()];
        var (low, high) = (slide.Patches.Min(patch => patch.Score), slide.Patches.Max(patch => patch.Score));
        return [.. slide.Patches.Select(patch => high > low ? (patch.Score - low) / (high - low) : 1)];
    }

    private static SKRect PartOf(SlidePatches slide, SKBitmap? thumbnail, double pixelsPerPixel)
    {
        if (thumbnail is not null)
            return SKRect.Create((float)(thumbnail.Width * pixelsPerPixel), (float)(thumbnail.Height * pixelsPerPixel));
        var margin = slide.PatchSize / 2f;
        return new(
            slide.Patches.Min(patch => patch.X) - margin, slide.Patches.Min(patch => patch.Y) - margin,
            slide.Patches.Max(patch => patch.X) + slide.PatchSize + margin, slide.Patches.Max(patch => patch.Y) + slide.PatchSize + margin);
    }
}
