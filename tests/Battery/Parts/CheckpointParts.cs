using System.Text.Json;
using AdaMHF.MLNet;
using AdaMHF.TensorFiles;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace AdaMHF.Battery.Parts;

/// <summary>
/// Checkpoints of a run after its first and its second epoch. A mutant that is accepted has to hold every tensor and note of one of them,
/// bit for bit; a few of those are trained on to the end, which has to be the end of the undisturbed run.
/// </summary>
internal static class CheckpointParts
{
    private const int Epochs = 4;

    private static readonly string[] Genes = ["a_rnaseq", "b_rnaseq", "c_rnaseq", "d_rnaseq"];

    private static readonly MLContext ML = new(seed: 1);

    private static readonly IChannel Channel = ((IHostEnvironment)ML).Register("Battery").Start("Checkpoints");

    private static readonly Lazy<IDataView> Rows = new(() => ML.Data.LoadFromEnumerable(Patients(), GeneSchema.Of<Patient>(Genes)));

    private static readonly Lazy<IReadOnlyList<(string Name, byte[] Bytes)>> Whole = new(
        () => [("after epoch 1", Stopped(afterEpoch: 1)), ("after epoch 2", Stopped(afterEpoch: 2))]);

    private static readonly Lazy<string> Run = new(() => InFile(Whole.Value[0].Bytes, RunOf));

    private static readonly Lazy<string[]> Contents = new(() => [.. Whole.Value.Select(file => InFile(file.Bytes, ContentOf))]);

    private static readonly Lazy<string> Undisturbed = new(() => Weights(Fit(folder: null)));

    public static IReadOnlyList<FormatPart> All { get; } =
    [
        new("checkpoint", "models", ".checkpoint", Seeds, Read, error => error is InvalidDataException)
        {
            ComparesItself = true,
            Confirm = EndsAlike,
        },
    ];

    // What mutants are compared with is made before the first one is timed.
    private static IReadOnlyList<(string Name, byte[] Bytes)> Seeds()
    {
        _ = Contents.Value;
        return Whole.Value;
    }

    private static byte[]? Read(string path)
    {
        if (Contents.Value.Contains(ContentOf(path))) return [];
        throw new InvalidOperationException("the damaged checkpoint holds something else");
    }

    /// <summary>Every number of a checkpoint as text.</summary>
    private static string ContentOf(string path)
    {
        var (tensors, notes) = CheckpointContent.Read(path, Run.Value, Channel);
        var values = tensors.Tensors.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry =>
            $"{entry.Key} {entry.Value.ElementType} {string.Join('x', entry.Value.Shape)} {Convert.ToHexString(entry.Value.Bytes.Span)}");
        return string.Join('\n', values) + '\n' + JsonSerializer.Serialize(notes);
    }

    private static string RunOf(string path)
    {
        using var notes = JsonDocument.Parse(SafeTensorsFile.Read(path).Metadata["checkpoint"]);
        return notes.RootElement.GetProperty("Run").GetString()!;
    }

    private static bool EndsAlike(string path)
    {
        var folder = Directory.CreateTempSubdirectory("adamhf-battery-");
        try
        {
            File.Copy(path, Path.Combine(folder.FullName, $"{Run.Value[..16]}.checkpoint"));
            var first = 0;
            var weights = Weights(Fit(folder.FullName, progress => first = first == 0 ? progress.Epoch : first));
            return first > 1 && weights == Undisturbed.Value;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static byte[] Stopped(int afterEpoch)
    {
        var folder = Directory.CreateTempSubdirectory("adamhf-battery-");
        using var stop = new CancellationTokenSource();
        try
        {
            Fit(
                folder.FullName,
                progress =>
                {
                    if (progress.Epoch > afterEpoch) stop.Cancel();
                },
                stop.Token).Dispose();
            throw new InvalidOperationException("The run was not stopped.");
        }
        catch (OperationCanceledException)
        {
            return File.ReadAllBytes(Directory.GetFiles(folder.FullName).Single());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static TransformerChain<BaselineTransformer> Fit(
        string? folder, Action<TrainingProgress>? watch = null, CancellationToken cancellation = default) =>
        ML.Transforms.GroupGenomics(GeneGroups.OfAllGenes(Genes, "All")).Append(ML.Survival.Trainers.Snn(new SnnTrainer.Options
        {
            Epochs = Epochs,
            BagColumnName = null,
            EarlyStopping = new() { ValidationShare = 0.3, Patience = Epochs },
            CheckpointFolder = folder,
            CpuThreads = 1,
            Progress = watch is null ? null : new Watcher(watch),
            CancellationToken = cancellation,
        })).Fit(Rows.Value);

    private static string Weights(TransformerChain<BaselineTransformer> model)
    {
        using (model)
        {
            return string.Join('\n', model.LastTransformer.CopyWeights().Tensors.OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => $"{entry.Key} {Convert.ToHexString(entry.Value.Bytes.Span)}"));
        }
    }

    private static T InFile<T>(byte[] bytes, Func<string, T> use)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, bytes);
            return use(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static IEnumerable<Patient> Patients()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, 40).Select(i =>
        {
            float[] genes = [.. Enumerable.Range(0, 4).Select(_ => (float)(random.NextDouble() - 0.5))];
            return new Patient($"P{i}", (float)(1 + (random.NextDouble() * 50)), random.Next(2) == 0, genes);
        })];
    }

    private sealed class Watcher(Action<TrainingProgress> watch) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => watch(value);
    }

    private sealed record Patient(string PatientId, float Time, bool Event, [property: VectorType(4)] float[] Genes);
}
