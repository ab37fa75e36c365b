using System.CommandLine;
using System.Diagnostics;
using AdaMHF.MLNet;
using AdaMHF.Networks;
using AdaMHF.Speed.Networks;
using AdaMHF.Speed.Scoring;
using Microsoft.ML;

namespace AdaMHF.Speed.Training;

/// <summary>
/// The share of a training run's processor samples that have libtorch on their stack, by Linux's perf. A process of its own trains, and
/// perf looks at it from the moment before Fit until it ends.
/// </summary>
internal static class TorchShare
{
    private const int Bags = 16, Patches = 2048, Width = 1024;
    private const string Ready = "ready";

    // With MKL and oneDNN inside, its own pool, and what binds it to .NET.
    private static readonly string[] Libraries = ["libtorch", "libc10", "libgomp", "libiomp", "libLibTorchSharp"];

    public static Command Command()
    {
        var patients = new Option<int>("--patients") { Description = "Training patients.", DefaultValueFactory = _ => 32 };
        var epochs = new Option<int>("--epochs") { Description = "Epochs.", DefaultValueFactory = _ => 2 };
        var batch = new Option<int>("--batch") { Description = "Patients of a step.", DefaultValueFactory = _ => 1 };
        var threads = new Option<int>("--threads") { Description = "CpuThreads of the trainer.", DefaultValueFactory = _ => 1 };
        var trained = new Option<bool>("--trained") { Description = "Trains in this process, once a line has come in." };
        var command = new Command("share", "Share of a whole Fit inside libtorch: published size, bags of 2048 x 1024 on disk; needs perf.")
        {
            patients, epochs, batch, threads, trained,
        };
        command.SetAction(result =>
        {
            int[] sizes = [result.GetValue(patients), result.GetValue(epochs), result.GetValue(batch), result.GetValue(threads)];
            if (result.GetValue(trained)) Train(sizes);
            else Watch(sizes);
        });
        return command;
    }

    private static void Watch(int[] sizes)
    {
        var folder = Directory.CreateTempSubdirectory("adamhf-share-");
        try
        {
            var samples = Path.Combine(folder.FullName, "perf.data");
            string[] arguments =
            [
                "share", "--trained", "--patients", $"{sizes[0]}", "--epochs", $"{sizes[1]}", "--batch", $"{sizes[2]}",
                "--threads", $"{sizes[3]}",
            ];
            using var training = Process.Start(OwnProcess.StartInfo(arguments, takesInput: true))!;
            while (training.StandardOutput.ReadLine() is { } line && line != Ready) Console.WriteLine(line);
            string[] record = ["record", "-q", "-F", "99", "--call-graph", "dwarf,16384", "-p", $"{training.Id}", "-o", samples];
            using var perf = Process.Start(new ProcessStartInfo("perf", record))!;
            // It attaches to every thread.
            Thread.Sleep(TimeSpan.FromSeconds(2));
            training.StandardInput.WriteLine();
            Console.Write(training.StandardOutput.ReadToEnd());
            training.WaitForExit();
            perf.WaitForExit();
            Print(samples);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Print(string samples)
    {
        var start = new ProcessStartInfo("perf", ["script", "--no-inline", "-i", samples, "-F", "comm,ip,dso"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var script = Process.Start(start)!;
        script.ErrorDataReceived += (_, _) => { };
        script.BeginErrorReadLine();
        var (all, torch, stack, others) = (0, 0, new List<string>(), new List<string>());
        while (script.StandardOutput.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                stack.Add(line);
                continue;
            }
            if (stack.Count == 0) continue;
            all++;
            if (stack.Exists(frame => Array.Exists(Libraries, frame.Contains))) torch++;
            else others.Add(stack.Count > 1 ? Path.GetFileName(stack[1].Split('(')[1].TrimEnd(')')) : "unknown");
            stack.Clear();
        }
        script.WaitForExit();
        Console.WriteLine(CostTable.Text($"{100.0 * torch / all:F1} % of {all:N0} samples of Fit have libtorch on their stack."));
        var rest = others.CountBy(library => library).OrderByDescending(library => library.Value).Take(5);
        Console.WriteLine($"The rest is in: {string.Join(", ", rest.Select(library => $"{library.Key} {library.Value}"))}.");
    }

    private static void Train(int[] sizes)
    {
        TorchBackend.EnsureLoaded();
        using var bags = new StoredBags(Bags, Patches, Width);
        var ml = new MLContext(seed: 1);
        var patients = ScoredPatient.Different(sizes[0], CostTable.LuadGroups, bags.Bag);
        var table = ScoredPatient.Table(ml, patients, patients.Length);
        Console.WriteLine(Ready);
        Console.ReadLine();
        var clock = Stopwatch.StartNew();
        using var model = ml.Survival.Trainers.AdaMhf(new()
        {
            Network = new(),
            GenomicColumnNames = ScoredPatient.GroupNames,
            Epochs = sizes[1],
            BatchSize = sizes[2],
            CpuThreads = sizes[3],
        }).Fit(table);
        Console.WriteLine(CostTable.Text(
            $"Fit of {sizes[0]} patients, {sizes[1]} epochs, batch {sizes[2]}, {sizes[3]} threads: {clock.Elapsed.TotalSeconds:F1} s."));
    }
}
