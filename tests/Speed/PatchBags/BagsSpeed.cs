using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using AdaMHF.PatchBags;
using Spectre.Console;

namespace AdaMHF.Speed.PatchBags;

/// <summary>Reading of patch bags, whole and by rows, in every format.</summary>
internal static class BagsSpeed
{
    private const int Width = 1024;
    private const int WholePatches = 20_000;
    private const int LargePatches = 100_000;
    private const int SomePatches = 2048;
    private const int Runs = 7;

    public static Command Command()
    {
        var files = new Option<FileInfo[]>("--files")
        {
            Description = "Bags to read whole instead of those that are made here.",
            AllowMultipleArgumentsPerToken = true,
        };
        const string description =
            "Patch bags: MB/s of a full read per format against a plain read, bytes and time for 2048 of 100,000 patches.";
        var command = new Command("bags", description) { files };
        command.SetAction(result => Run(result.GetValue(files) ?? []));
        return command;
    }

    private static void Run(FileInfo[] files)
    {
        AnsiConsole.Profile.Width = 220;
        if (files.Length > 0)
        {
            var table = WholeTable("Whole bags");
            foreach (var file in files) AddWhole(table, file.Name, file.FullName);
            AnsiConsole.Write(table);
            return;
        }
        var folder = Directory.CreateTempSubdirectory("adamhf-speed-");
        try
        {
            ReadWhole(folder.FullName);
            ReadRows(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void ReadWhole(string folder)
    {
        var bag = SampleBag.Create(WholePatches, Width);
        var table = WholeTable($"Whole bag, {WholePatches:N0} x {Width}");
        foreach (var (name, _, write) in SampleBag.Formats)
        {
            var path = Path.Combine(folder, "bag");
            write(path, bag);
            AddWhole(table, name, path);
            File.Delete(path);
        }
        AnsiConsole.Write(table);
    }

    private static Table WholeTable(string what) => Table(
        $"{what}, from page cache: MB of file per second, medians of {Runs} runs that take turns",
        "format", "MB", "bag", "ReadAllBytes", "1 MB buffer", "memory map", "bag / ReadAllBytes", "bag / buffer");

    private static void AddWhole(Table table, string name, string path)
    {
        var bytes = new FileInfo(path).Length;
        var seconds = TakingTurns(
            () => PatchBag.Open(path).ReadAll(), () => File.ReadAllBytes(path), () => ReadThroughBuffer(path), () => ReadMapped(path));
        var rates = seconds.Select(runs => F0(bytes / 1e6 / Median(runs))).ToArray();
        table.AddRow(name, F1(bytes / 1e6), rates[0], rates[1], rates[2], rates[3], F2(Ratio(1)), F2(Ratio(2)));

        // Within one turn, so that what else the machine does weighs on both.
        double Ratio(int yardstick) => Median([.. seconds[yardstick].Zip(seconds[0], (plain, read) => plain / read)]);
    }

    private static void ReadRows(string folder)
    {
        var bag = SampleBag.Create(LargePatches, Width);
        var random = PatchSampling.Random(LargePatches, SomePatches, 1);
        int[] contiguous = [.. Enumerable.Range(50_001, SomePatches)];
        var table = Table(
            $"{SomePatches} of {LargePatches:N0} x {Width} ({SomePatches * Width * 4 / 1e6:F2} MB as 32-bit floats): "
            + "MB read from the file, and time",
            "format", "MB of file", "header", "random rows", "time", "contiguous rows", "time", "random, memory map");
        foreach (var (name, plain, write) in SampleBag.Formats)
        {
            var path = Path.Combine(folder, "bag");
            write(path, bag);
            table.AddRow(
                name,
                F1(new FileInfo(path).Length / 1e6),
                Megabytes(() => _ = PatchBag.Open(path).PatchCount),
                Megabytes(() => PatchBag.Open(path).Read(random)),
                Time(() => PatchBag.Open(path).Read(random)),
                Megabytes(() => PatchBag.Open(path).Read(contiguous)),
                Time(() => PatchBag.Open(path).Read(contiguous)),
                plain ? Time(() => ReadRowsMapped(path, random)) : "");
            File.Delete(path);
        }
        AnsiConsole.Write(table);
    }

    /// <summary>Seconds of each action in each run; the actions follow each other within a run.</summary>
    private static double[][] TakingTurns(params Action[] actions)
    {
        var seconds = actions.Select(_ => new double[Runs]).ToArray();
        for (var run = -1; run < Runs; run++)
        {
            for (var i = 0; i < actions.Length; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                var start = Stopwatch.GetTimestamp();
                actions[i]();
                // The first run warms up.
                if (run >= 0) seconds[i][run] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            }
        }
        return seconds;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private static string Time(Action read) => Markup.Escape(Timing.Of(read).ToString());

    private static void ReadThroughBuffer(string path)
    {
        var buffer = new byte[1 << 20];
        using var file = File.OpenHandle(path);
        long offset = 0;
        for (int read; (read = RandomAccess.Read(file, buffer, offset)) > 0;) offset += read;
    }

    private static unsafe void ReadMapped(string path)
    {
        var target = GC.AllocateUninitializedArray<byte>((int)new FileInfo(path).Length);
        using var map = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using var view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        new ReadOnlySpan<byte>(start, target.Length).CopyTo(target);
        view.SafeMemoryMappedViewHandle.ReleasePointer();
    }

    /// <summary>Rows taken from the end of the file, where every uncompressed format has its features.</summary>
    private static unsafe void ReadRowsMapped(string path, int[] rows)
    {
        var target = new float[rows.Length * Width];
        using var map = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        using var view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        var first = new FileInfo(path).Length - ((long)LargePatches * Width * 4);
        for (var i = 0; i < rows.Length; i++)
        {
            var row = new ReadOnlySpan<byte>(start + first + ((long)rows[i] * Width * 4), Width * 4);
            row.CopyTo(MemoryMarshal.AsBytes(target.AsSpan(i * Width, Width)));
        }
        view.SafeMemoryMappedViewHandle.ReleasePointer();
    }

    private static string Megabytes(Action read)
    {
        if (!OperatingSystem.IsLinux()) return "n/a";
        var before = BytesReadByThisThread();
        read();
        return F2((BytesReadByThisThread() - before) / 1e6);
    }

    private static long BytesReadByThisThread()
    {
        var line = File.ReadLines("/proc/thread-self/io").First(text => text.StartsWith("rchar:", StringComparison.Ordinal));
        return long.Parse(line["rchar:".Length..], CultureInfo.InvariantCulture);
    }

    private static Table Table(string title, params string[] columns)
    {
        var table = new Table().Title(title).Border(TableBorder.Markdown);
        foreach (var column in columns) table.AddColumn(new TableColumn(column) { NoWrap = true });
        return table;
    }

    private static string F0(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string F1(double value) => value.ToString("N1", CultureInfo.InvariantCulture);

    private static string F2(double value) => value.ToString("N2", CultureInfo.InvariantCulture);
}
