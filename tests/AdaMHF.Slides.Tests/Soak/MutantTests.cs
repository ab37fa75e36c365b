using NetVips;

namespace AdaMHF.Slides.Tests;

/// <summary>Damaged slides are refused or read; nothing crashes, nothing is black in silence.</summary>
[Trait("Category", "Soak")]
public class MutantTests
{
    private const int Mutants = 50_000;

    [Fact(Explicit = true)]
    public void Fifty_thousand_mutants_are_read_or_refused()
    {
        using var folder = new TemporaryFolder();
        byte[][] slides = [.. Originals(folder).Select(File.ReadAllBytes)];
        var random = new Random(5);
        var (read, refused, damaged) = (0, 0, 0);
        var path = folder.Sub("mutant.tiff");
        for (var i = 0; i < Mutants; i++)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            File.WriteAllBytes(path, Mutant(slides[i % slides.Length], random));
            try
            {
                using var slide = SlideImage.Open(path, 0.5);
                for (var level = 0; level < slide.Info.Levels.Count; level++) Read(slide, level, random, $"mutant {i}");
                read++;
            }
            catch (DamagedRegionException)
            {
                damaged++;
            }
            catch (SlideException)
            {
                refused++;
            }
        }
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{read} read, {damaged} with damaged parts, {refused} refused\n"
            + $"Tally: {Mutants} tried, {refused + damaged} refused, {read} right, 0 wrong");
        Assert.True(read > Mutants / 20 && damaged > Mutants / 20 && refused > Mutants / 20, $"{read}, {damaged}, {refused}");
    }

    /// <summary>No original has a black pixel: a part that is nothing but zeros was never decoded.</summary>
    private static void Read(SlideImage slide, int level, Random random, string name)
    {
        var of = slide.Info.Levels[level];
        for (var k = 0; k < 4; k++)
        {
            var (width, height) = (Math.Min(of.Width, 48), Math.Min(of.Height, 48));
            var (x, y) = (random.Next(of.Width - width + 1), random.Next(of.Height - height + 1));
            if (k == 0) (x, y) = (0, 0);
            var part = slide.Read(level, x, y, width, height);
            Assert.True(part.Pixels.AsSpan().ContainsAnyExcept((byte)0), $"{name}: level {level} is black");
        }
    }

    private static IEnumerable<string> Originals(TemporaryFolder folder)
    {
        var picture = Drawn.Picture(120, 100, Drawn.Tissue);
        yield return Drawn.Write(picture, folder.Sub("a.tiff"), 0.5, tile: 32, compression: Enums.ForeignTiffCompression.Jpeg);
        yield return Drawn.Write(picture, folder.Sub("b.tiff"), 0.5, tile: 32, pyramid: true);
        yield return Drawn.Write(picture, folder.Sub("c.tiff"), 0.5, tile: 32, compression: Enums.ForeignTiffCompression.Lzw);
        yield return Drawn.Write(picture, folder.Sub("d.tiff"), 0.5, tile: 32, compression: Enums.ForeignTiffCompression.Webp);
        yield return RealSlides.File("osp_small.svs");
    }

    private static byte[] Mutant(byte[] original, Random random)
    {
        byte[] bytes = [.. original];
        switch (random.Next(4))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                for (var k = random.Next(1, 20); k > 0; k--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return bytes;
            case 2:
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
            default:
                var start = random.Next(bytes.Length);
                bytes.AsSpan(start, Math.Min(random.Next(1, 64), bytes.Length - start)).Fill((byte)random.Next(256));
                return bytes;
        }
    }
}
