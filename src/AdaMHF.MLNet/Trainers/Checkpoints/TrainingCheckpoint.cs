using AdaMHF.Networks;
using AdaMHF.TensorFiles;
using Microsoft.ML.Runtime;
using static TorchSharp.torch;

namespace AdaMHF.MLNet;

/// <summary>
/// The state of a run in one safetensors file, replaced as a whole: whenever the process dies, the file is that of some epoch's end. Runs
/// lie side by side, because a file is named by its run.
/// </summary>
internal sealed class TrainingCheckpoint
{
    private readonly string _run;

    private const string NetworkPrefix = "network.";
    private const string BestPrefix = "best.";
    private const string OptimizerKey = "optimizer";

    /// <summary>Prepares the folder: a run must not find after its first epoch that nothing can be written there.</summary>
    /// <exception cref="IOException">Nothing can be written to the folder.</exception>
    public TrainingCheckpoint(string folder, string run)
    {
        _run = run;
        File = Path.Combine(folder, $"{run[..16]}.checkpoint");
        try
        {
            AtomicFile.RequireWritable(folder);
            AtomicFile.RemoveLeftovers(File);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"Checkpoints cannot be written to '{folder}': {error.Message} "
                + $"Name another {nameof(SurvivalTrainerOptions.CheckpointFolder)}.",
                error);
        }
    }

    public string File { get; }

    public void Save(TrainingState state)
    {
        var tensors = new Dictionary<string, StoredTensor> { [OptimizerKey] = Bytes(state.Optimizer.State()) };
        foreach (var (key, tensor) in NetworkWeights.Copy(state.Network).Tensors) tensors[NetworkPrefix + key] = tensor;
        foreach (var (key, tensor) in state.Best?.Weights?.Tensors ?? new Dictionary<string, StoredTensor>())
            tensors[BestPrefix + key] = tensor;
        var notes = new CheckpointNotes(
            _run, state.Curve, state.Plan.Plateau, state.Best?.Number ?? 0, state.Best?.Value ?? 0, state.Network.Random.State());
        AtomicFile.Write(File, stream => CheckpointContent.Write(stream, tensors, notes));
    }

    /// <summary>Takes the run up where it was left.</summary>
    /// <param name="state">What goes on.</param>
    /// <param name="device">Where random numbers will be drawn.</param>
    /// <param name="channel">Is warned of a file without digest.</param>
    /// <returns>False when there is nothing to go on from.</returns>
    /// <exception cref="InvalidDataException">The file is not that of this run, or is damaged.</exception>
    public bool Resume(TrainingState state, Device device, IChannel channel)
    {
        if (!System.IO.File.Exists(File)) return false;
        var (content, notes) = CheckpointContent.Read(File, _run, channel);
        try
        {
            NetworkWeights.Load(state.Network, After(NetworkPrefix, content));
            state.Optimizer.Continue(content[OptimizerKey].Bytes.ToArray());
            state.Network.Random.Continue(notes.Random, device);
            state.Plan.Plateau = notes.Plateau;
            if (notes.BestEpoch > 0) state.Best?.Continue(notes.BestEpoch, notes.BestValue, After(BestPrefix, content));
            state.Curve.AddRange(notes.Curve);
            return true;
        }
        catch (Exception error) when (CheckpointContent.IsDamage(error))
        {
            throw CheckpointContent.Refusal(File, error);
        }
    }

    /// <summary>A run that has ended needs it no more.</summary>
    public void Remove() => System.IO.File.Delete(File);

    private static StoredTensor Bytes(byte[] bytes) => new(TensorElementType.UInt8, [bytes.Length], bytes);

    private static NamedTensors After(string prefix, NamedTensors content) => new(content.Tensors
        .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(entry => entry.Key[prefix.Length..], entry => entry.Value));
}
