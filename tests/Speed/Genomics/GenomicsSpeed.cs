using System.CommandLine;
using System.Diagnostics;
using System.IO.Compression;
using AdaMHF.MLNet;
using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.Speed.Genomics;

/// <summary>From a wide table on disk to standardised groups in memory, with what the process needed for it.</summary>
internal static class GenomicsSpeed
{
    private static readonly string[] Ways = ["cohort", "text", "frame"];

    public static Command Command()
    {
        var data = new Option<DirectoryInfo>("--data")
        {
            Description = "Folder with tcga_<cohort>.csv.gz and signatures.csv.",
            Required = true,
        };
        var cohort = new Option<string>("--cohort") { Description = "Name of the table.", DefaultValueFactory = _ => "brca" };
        var way = new Option<string>("--way")
        {
            Description = "Which way in: the cohort reader (gzip, slides joined), ML.NET's text loader, or a data frame. "
                + "One per process, so that each has its own memory.",
            DefaultValueFactory = _ => Ways[0],
        };
        way.AcceptOnlyFromAmong(Ways);
        var command = new Command("genomics", "Loading, grouping and standardising a wide gene table: seconds and peak memory.")
        {
            data, cohort, way,
        };
        command.SetAction(result => Run(result.GetRequiredValue(data), result.GetRequiredValue(cohort), result.GetRequiredValue(way)));
        return command;
    }

    private static int Run(DirectoryInfo data, string cohort, string way)
    {
        using var process = Process.GetCurrentProcess();
        var atStart = process.PeakWorkingSet64;
        var table = Path.Combine(data.FullName, $"tcga_{cohort}.csv.gz");
        var groups = GeneGroups.FromCsv(Path.Combine(data.FullName, "signatures.csv"));
        using var folder = new UnpackedTable(table, needed: way != "cohort");
        var clock = Stopwatch.StartNew();
        // Microsoft's reader is not ours: a data frame is there already when our part begins.
        var frame = way == "frame" ? DataFrame.LoadCsv(folder.Path, guessRows: 2000) : null;
        if (frame is not null)
            Console.WriteLine(FormattableString.Invariant($"DataFrame.LoadCsv: {clock.Elapsed.TotalSeconds:F2} s, not counted below"));

        clock.Restart();
        var (rows, columns, values) = Once(way == "cohort" ? table : folder.Path, groups, way, frame);
        var first = clock.Elapsed.TotalSeconds;
        process.Refresh();
        var peak = process.PeakWorkingSet64;

        var again = Timing.Of(() => Once(way == "cohort" ? table : folder.Path, groups, way, frame));
        Console.WriteLine(
            FormattableString.Invariant($"{Path.GetFileName(table)} by {way}: {rows:N0} rows, {columns:N0} gene columns, ")
            + FormattableString.Invariant($"{values:N0} standardised values in {groups.Count} groups"));
        Console.WriteLine(FormattableString.Invariant($"first time in a new process {first:F2} s, again {again}"));
        Console.WriteLine(
            FormattableString.Invariant($"peak working set after the first {peak / 1e6:F0} MB, ")
            + FormattableString.Invariant($"of which {atStart / 1e6:F0} MB at the start; ")
            + $"{Environment.ProcessorCount} processors");
        return 0;
    }

    private static (long Rows, int Columns, long Values) Once(string table, GeneGroups groups, string way, DataFrame? frame)
    {
        var ml = new MLContext(seed: 1);
        var data = way switch
        {
            "cohort" => ml.Data.LoadSurvivalCohort(table).Data,
            "text" => ml.Data.LoadGeneTable(table),
            _ => ml.Data.LoadGeneFrame(frame!),
        };
        var grouped = ml.Transforms.GroupGenomics(groups).Fit(data).Transform(data);
        long rows = 0, values = 0;
        using var cursor = grouped.GetRowCursor(groups.Select(group => grouped.Schema[group.Name]));
        var getters = groups.Select(group => cursor.GetGetter<VBuffer<float>>(grouped.Schema[group.Name])).ToArray();
        VBuffer<float> buffer = default;
        while (cursor.MoveNext())
        {
            rows++;
            foreach (var getter in getters)
            {
                getter(ref buffer);
                values += buffer.Length;
            }
        }
        return (rows, ((VectorDataViewType)data.Schema["Genes"].Type).Size, values);
    }

    /// <summary>The table as plain text, for readers that do not take gzip.</summary>
    private sealed class UnpackedTable : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adamhf-speed-");

        public UnpackedTable(string gzip, bool needed)
        {
            Path = System.IO.Path.Combine(_folder.FullName, "table.csv");
            if (!needed) return;
            using var source = new GZipStream(File.OpenRead(gzip), CompressionMode.Decompress);
            using var target = File.Create(Path);
            source.CopyTo(target);
        }

        public string Path { get; }

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
