using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using AdaMHF.Slides;
using NetVips;

namespace AdaMHF.Speed.Slides;

/// <summary>Patches a second of a slide of 20,480 x 20,480 pixels, decoded alone and encoded, and the peak memory of a process.</summary>
internal static class SlidesSpeed
{
    private const int Edge = 20_480;

    public static Command Command()
    {
        var regions = new Option<DirectoryInfo>("--regions")
        {
            Description = "Folder of H&E pictures that the slide is made of.",
            Required = true,
        };
        var few = new Option<int>("--few") { Description = "Patches of a short run.", DefaultValueFactory = _ => 500 };
        var many = new Option<int>("--many") { Description = "Patches of a long run.", DefaultValueFactory = _ => 5000 };
        var command = new Command("slides", "Decoding and ResNet-18 on a slide of 20,480 x 20,480 pixels, one and two threads.")
        {
            regions, few, many, MeasureCommand(),
        };
        command.SetAction(result =>
        {
            var folder = Directory.CreateTempSubdirectory("adamhf-speed-");
            try
            {
                var slide = Make(result.GetRequiredValue(regions), Path.Combine(folder.FullName, "slide.tiff"));
                Console.WriteLine("work       threads  patches  patches/s  per CPU second  peak MB");
                foreach (var (work, threads) in new[] { ("decode", 1), ("decode", 2), ("resample", 1), ("resnet18", 1), ("resnet18", 2) })
                    Print(slide, work, threads, result.GetValue(few));
                Print(slide, "resnet18", 2, result.GetValue(many));
                Print(slide, "decode", 2, result.GetValue(many));
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });
        return command;
    }

    private static void Print(string slide, string work, int threads, int patches)
    {
        var said = OwnProcess.Run("slides", "measure", slide, work, Text(threads), Text(patches)).Split(' ');
        Console.WriteLine($"{work,-10} {threads,7} {patches,8} {said[0],10} {said[1],15} {said[2].Trim(),8}");
    }

    private static string Make(DirectoryInfo folder, string path)
    {
        Image[] regions = [.. folder.GetFiles("*.png").OrderBy(file => file.Name).Select(file => Image.NewFromFile(file.FullName))];
        var width = regions[0].Width;
        var across = Edge / width;
        var mosaic = Enumerable.Range(0, across * across).Select(i => regions[(i + (i / across)) % regions.Length]).ToArray();
        using var joined = Image.Arrayjoin(mosaic, across: across);
        joined.Tiffsave(
            path, compression: Enums.ForeignTiffCompression.Jpeg, q: 80, tile: true, tileWidth: 256, tileHeight: 256, pyramid: true,
            resunit: Enums.ForeignTiffResunit.Cm, xres: 2000, yres: 2000);
        return path;
    }

    private static Command MeasureCommand()
    {
        var slide = new Argument<string>("slide");
        var work = new Argument<string>("work");
        var threads = new Argument<int>("threads");
        var patches = new Argument<int>("patches");
        var command = new Command("measure", "One measurement, in a process of its own.") { slide, work, threads, patches };
        command.Hidden = true;
        command.SetAction(result => Measure(
            result.GetRequiredValue(slide), result.GetRequiredValue(work), result.GetValue(threads), result.GetValue(patches)));
        return command;
    }

    private static void Measure(string path, string work, int threads, int patches)
    {
        using var slide = SlideImage.Open(path);
        var mask = TissueSegmenter.Segment(slide);
        var options = new PatchOptions { Size = work == "resnet18" ? 224 : 256, MicronsPerPixel = work == "resample" ? 0.7 : 0.5 };
        var grid = PatchGrid.Of(slide.Info, mask, options);
        grid = grid with { Coordinates = [.. grid.Coordinates.Take(patches)] };
        using var encoder = work == "resnet18" ? PatchEncoder.Load(EncoderDescription.ResNet18()) : null;

        var next = -1;
        using var process = Process.GetCurrentProcess();
        var (clock, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
        Parallel.For(0, threads, new() { MaxDegreeOfParallelism = threads }, _ =>
        {
            using var own = slide.Reopen();
            var reader = new PatchReader(own, grid);
            var features = new float[encoder?.Width ?? 0];
            for (var i = Interlocked.Increment(ref next); i < grid.Coordinates.Count; i = Interlocked.Increment(ref next))
            {
                var patch = reader.Read(i);
                encoder?.Encode([patch], features);
            }
        });
        var rate = grid.Coordinates.Count / clock.Elapsed.TotalSeconds;
        process.Refresh();
        // On a machine that others use, too, the clock says little.
        var ofProcessor = grid.Coordinates.Count / (process.TotalProcessorTime - before).TotalSeconds;
        Console.WriteLine(FormattableString.Invariant($"{rate:F0} {ofProcessor:F0} {process.PeakWorkingSet64 / 1e6:F0}"));
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
