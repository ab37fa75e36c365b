using System.Diagnostics;
using System.Globalization;
using AdaMHF.Battery.Parts;
using AdaMHF.PatchBags.Tests;

namespace AdaMHF.Battery.Runs;

/// <summary>Reads mutants of one format. A hang ends the process, because nothing else ends it; the message names the mutant.</summary>
internal sealed class MutantRun : IDisposable
{
    private const int MostCrashes = 100;
    private const int Confirmed = 25;
    private const int MostRepeats = 2;

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    private readonly FormatPart _format;
    private readonly int _compared;
    private readonly string? _keep;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adamhf-battery-");
    private readonly Timer _watch;
    private readonly Random _random = new(1);
    private string _mutant = "";
    private long _started;

    /// <param name="format">The format.</param>
    /// <param name="compared">How many accepted mutants another reader reads too.</param>
    /// <param name="keep">Folder to which wrongly read mutants are copied; null for none.</param>
    public MutantRun(FormatPart format, int compared, string? keep)
    {
        (_format, _compared, _keep) = (format, compared, keep);
        _watch = new(_ => EndHang(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    public Outcome Outcome { get; } = new();

    public void Run(int first, int count, TimeSpan most)
    {
        var files = _format.Seeds();
        var path = Path.Combine(_folder.FullName, "mutant" + _format.Ending);
        var watch = Outcome.Watch;
        for (var seed = first; seed < first + count && watch.Elapsed < most; seed++)
        {
            var (name, whole) = files[seed % files.Count];
            var bytes = Mutation.Of(whole, seed, files[(seed + 1) % files.Count].Bytes);
            File.WriteAllBytes(path, bytes);
            _mutant = $"{name} with seed {seed}";
            Check(path, bytes);
        }
    }

    /// <summary>Has another program read the accepted mutants that were kept, or does with a few what takes long.</summary>
    public void Compare(string python)
    {
        if (_format.ComparesItself)
        {
            Confirm();
            return;
        }
        if (Directory.GetFiles(_folder.FullName, "*.expected").Length == 0) return;
        string? done = null;
        for (var crashes = 0; crashes <= MostCrashes; crashes++)
        {
            var (exitCode, last) = CompareFrom(python, done);
            if (exitCode == 0) return;
            // The other reader crashes on mutants that ours survives.
            if (last is null) break;
            Judge("refused", last, $"the other reader ended with {exitCode}");
            done = last;
        }
        Outcome.Problem($"{python} does not read on: the accepted mutants are unchecked");
    }

    private void Confirm()
    {
        if (_format.Confirm is null) return;
        var kept = Directory.GetFiles(_folder.FullName, "*.expected").Order(StringComparer.Ordinal).Take(Confirmed).ToArray();
        foreach (var file in kept)
        {
            if (_format.Confirm(Path.ChangeExtension(file, _format.Ending))) continue;
            Outcome.Right--;
            Judge("wrong", Path.GetFileNameWithoutExtension(file), "it goes on otherwise");
        }
        Outcome.Remark($"{kept.Length} of {Outcome.Accepted} accepted mutants were used to the end");
    }

    private (int ExitCode, string? Last) CompareFrom(string python, string? done)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "compare.py"), _format.Name, _folder.FullName, _format.Ending];
        var start = new ProcessStartInfo(python, [.. arguments, .. done is null ? Array.Empty<string>() : [done]])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        string? reading = null;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Split('\t', 3) is not [var verdict, var number, var why]) continue;
            reading = number;
            if (verdict != "reading") Judge(verdict, number, why);
        }
        process.WaitForExit();
        return (process.ExitCode, reading);
    }

    private void Judge(string verdict, string number, string why)
    {
        if (verdict == "equal") Outcome.Right++;
        else if (verdict == "refused") Outcome.RefusedByOther++;
        else Outcome.Wrong++;
        if (verdict == "equal") return;
        var mutant = $"{File.ReadAllText(Path.Combine(_folder.FullName, number + ".name"))}: {why}";
        if (verdict == "refused") Outcome.Remark($"accepted, the other reader refuses {mutant}");
        else Outcome.Problem($"wrong: {mutant}");
        if (_keep is null || verdict == "refused") return;
        Directory.CreateDirectory(_keep);
        foreach (var ending in new[] { _format.Ending, ".expected" })
            File.Copy(Path.Combine(_folder.FullName, number + ending), Path.Combine(_keep, $"{_format.Name}-{number}{ending}"), true);
    }

    public void Dispose()
    {
        _watch.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Check(string path, byte[] bytes)
    {
        Outcome.Tried++;
        byte[]? expected = null;
        var (cost, before) = (CallCost.Start(), GC.GetAllocatedBytesForCurrentThread());
        Volatile.Write(ref _started, Stopwatch.GetTimestamp());
        try
        {
            expected = _format.Read(path);
            Outcome.Accepted++;
            if (_format.ComparesItself) Outcome.Right++;
        }
        catch (Exception error) when (_format.IsTyped(error))
        {
            Outcome.Refused++;
            if (IsMistake(error.InnerException))
                Outcome.Problem($"{_mutant}: refused for a mistake of ours: {error.InnerException!.GetType().Name}");
        }
        catch (Exception error)
        {
            Outcome.Untyped++;
            Outcome.Problem($"{_mutant}: {error.GetType().Name}: {error.Message}");
        }
        Volatile.Write(ref _started, 0);
        var (processor, wall) = cost.Stop();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before - bytes.Length - (3L * expected?.Length ?? 0);
        if (processor > Long || (wall > Long && Waits(path)))
        {
            Outcome.Slow++;
            Outcome.Problem($"{_mutant}: took {processor.TotalSeconds:F1} s of processor, {wall.TotalSeconds:F1} s of wall time");
        }
        if (processor > Outcome.Slowest) Outcome.Slowest = processor;
        if (wall > Outcome.SlowestWall) Outcome.SlowestWall = wall;
        if (allocated > Outcome.MostAllocated) Outcome.MostAllocated = allocated;
        if (expected is not null) Keep(bytes, expected);
    }

    // Wall time says little where other programs have the processor: a call that waits by itself does so again.
    private bool Waits(string path)
    {
        for (var i = 0; i < MostRepeats; i++)
        {
            var start = Stopwatch.GetTimestamp();
            Volatile.Write(ref _started, start);
            try
            {
                _ = _format.Read(path);
            }
            catch (Exception)
            {
                // The first call was judged.
            }
            Volatile.Write(ref _started, 0);
            if (Stopwatch.GetElapsedTime(start) <= Long) return false;
        }
        return true;
    }

    // The unpacking of gzip ends damaged codes so, and is not ours.
    private static bool IsMistake(Exception? error) => error?.Source != "ICSharpCode.SharpZipLib"
        && error is NullReferenceException or IndexOutOfRangeException or OverflowException or InvalidCastException or KeyNotFoundException;

    // A random sample of a stream of unknown length.
    private void Keep(byte[] bytes, byte[] expected)
    {
        var place = Outcome.Accepted <= _compared ? Outcome.Accepted - 1 : _random.Next(Outcome.Accepted);
        if (place >= _compared) return;
        var file = Path.Combine(_folder.FullName, place.ToString(CultureInfo.InvariantCulture));
        File.WriteAllBytes(file + _format.Ending, bytes);
        File.WriteAllBytes(file + ".expected", expected);
        File.WriteAllText(file + ".name", _mutant);
    }

    private void EndHang()
    {
        var started = Volatile.Read(ref _started);
        if (started != 0 && Stopwatch.GetElapsedTime(started) > Hang) Environment.FailFast($"Reading {_mutant} hangs.");
    }
}
