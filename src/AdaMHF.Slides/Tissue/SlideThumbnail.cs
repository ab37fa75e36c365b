namespace AdaMHF.Slides;

/// <summary>A slide made small. It is read block by block, so that a slide of any size needs the memory of the thumbnail alone.</summary>
/// <param name="Picture">The pixels; each is the mean of those that it stands for.</param>
/// <param name="Downsample">Pixels of level 0 for each pixel of the picture, along an edge.</param>
/// <param name="Damaged">Parts of the picture that could not be decoded and are white.</param>
public sealed record SlideThumbnail(RgbPicture Picture, double Downsample, IReadOnlyList<PixelBox> Damaged)
{
    private const int BlockEdge = 1024;
    private const int SmallestBlock = 32;

    /// <summary>Reads the coarsest level that is fine enough, and averages its pixels.</summary>
    /// <param name="slide">An open slide.</param>
    /// <param name="downsample">Wanted pixels of level 0 for each pixel, at least 1; the result has at most so many.</param>
    /// <param name="cancellation">Stops between two blocks.</param>
    public static SlideThumbnail Read(SlideImage slide, double downsample, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(slide);
        ArgumentOutOfRangeException.ThrowIfLessThan(downsample, 1);
        const double Rounding = 1.01;
        var levels = slide.Info.Levels;
        var level = Math.Max(0, levels.Index().Last(each => each.Index == 0 || each.Item.Downsample <= downsample * Rounding).Index);
        var (width, height) = (levels[level].Width, levels[level].Height);
        var factor = (int)(downsample * Rounding / levels[level].Downsample);
        factor = Math.Clamp(factor, 1, Math.Min(width, height));

        var target = new RgbPicture(width / factor, height / factor, new byte[3 * (width / factor) * (height / factor)]);
        Array.Fill(target.Pixels, byte.MaxValue);
        var reading = new Blocks(slide, level, factor, target);
        var step = Math.Max(1, BlockEdge / factor);
        for (var y = 0; y < target.Height; y += step)
        {
            for (var x = 0; x < target.Width; x += step)
            {
                cancellation.ThrowIfCancellationRequested();
                reading.Add(x, y, Math.Min(step, target.Width - x), Math.Min(step, target.Height - y));
            }
        }
        return new(target, levels[level].Downsample * factor, reading.Damaged);
    }

    private sealed class Blocks(SlideImage slide, int level, int factor, RgbPicture target)
    {
        public List<PixelBox> Damaged { get; } = [];

        /// <summary>Fills a block of the target; what of it cannot be decoded is found by halving.</summary>
        public void Add(int x, int y, int width, int height)
        {
            try
            {
                Average(slide.Read(level, x * factor, y * factor, width * factor, height * factor), x, y);
            }
            catch (DamagedRegionException)
            {
                var (left, top) = (width / 2, height / 2);
                if (left == 0 || top == 0 || Math.Max(width, height) * factor <= SmallestBlock)
                {
                    Damaged.Add(new(x, y, width, height));
                    return;
                }
                Add(x, y, left, top);
                Add(x + left, y, width - left, top);
                Add(x, y + top, left, height - top);
                Add(x + left, y + top, width - left, height - top);
            }
        }

        private void Average(RgbPicture block, int x, int y)
        {
            var (columns, area) = (block.Width / factor, factor * factor);
            var sums = new int[3 * columns];
            for (var row = 0; row < block.Height / factor; row++)
            {
                Array.Clear(sums);
                for (var i = row * factor; i < (row + 1) * factor; i++)
                {
                    var line = block.Pixels.AsSpan(3 * i * block.Width, 3 * block.Width);
                    for (var column = 0; column < columns; column++)
                    {
                        var pixels = line.Slice(3 * column * factor, 3 * factor);
                        for (var j = 0; j < pixels.Length; j += 3)
                        {
                            sums[3 * column] += pixels[j];
                            sums[(3 * column) + 1] += pixels[j + 1];
                            sums[(3 * column) + 2] += pixels[j + 2];
                        }
                    }
                }
                var to = 3 * (((y + row) * target.Width) + x);
                for (var i = 0; i < sums.Length; i++) target.Pixels[to + i] = (byte)((sums[i] + (area / 2)) / area);
            }
        }
    }
}
