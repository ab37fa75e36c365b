using System.Text.Json;
using AdaMHF.TensorFiles;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>What the file of a checkpoint holds, compared with its digest. No network is needed to read it.</summary>
/// <param name="Tensors">Weights and the state of the optimiser.</param>
/// <param name="Notes">Everything else.</param>
internal sealed record CheckpointContent(NamedTensors Tensors, CheckpointNotes Notes)
{
    private const string NotesKey = "checkpoint";
    private const string DigestKey = "sha256";

    /// <summary>Writes a file with its digest.</summary>
    public static void Write(Stream stream, IReadOnlyDictionary<string, StoredTensor> tensors, CheckpointNotes notes)
    {
        var text = JsonSerializer.Serialize(notes, ModelZipJson.Options);
        var metadata = new Dictionary<string, string> { [NotesKey] = text, [DigestKey] = CheckpointDigest.Of(tensors, text) };
        SafeTensorsFile.Write(stream, new(tensors, metadata));
    }

    /// <summary>Reads the file of a run.</summary>
    /// <param name="file">The file.</param>
    /// <param name="run">Identity of the run.</param>
    /// <param name="channel">Is warned of a file without digest.</param>
    /// <exception cref="InvalidDataException">The file is not that of this run, or is damaged.</exception>
    public static CheckpointContent Read(string file, string run, IChannel channel)
    {
        try
        {
            var tensors = SafeTensorsFile.Read(file);
            RequireWhole(tensors, file, channel);
            var notes = JsonSerializer.Deserialize<CheckpointNotes>(tensors.Metadata[NotesKey], ModelZipJson.Options)
                ?? throw new InvalidDataException("its notes are empty");
            return notes.Run == run ? new(tensors, notes) : throw new InvalidDataException($"it belongs to the run {notes.Run}");
        }
        catch (Exception error) when (IsDamage(error))
        {
            throw Refusal(file, error);
        }
    }

    /// <summary>Whether an exception says that the file is not what was written.</summary>
    public static bool IsDamage(Exception error) => error is InvalidDataException or TensorFileException or JsonException
        or KeyNotFoundException or ArgumentException or EndOfStreamException;

    /// <summary>Names the file, and what to do.</summary>
    public static InvalidDataException Refusal(string file, Exception error) =>
        new($"Training cannot go on from '{file}': {error.Message} Delete the file to train from the start.", error);

    private static void RequireWhole(NamedTensors content, string file, IChannel channel)
    {
        // A damaged name would make a file with a digest one without.
        if (content.Metadata.Keys.FirstOrDefault(name => name is not (NotesKey or DigestKey)) is { } other)
            throw new InvalidDataException($"it is damaged: its metadata names '{other}'.");
        if (!content.Metadata.TryGetValue(DigestKey, out var expected))
        {
            channel.Warning($"The checkpoint '{file}' has no digest: it is of an earlier version, and is taken as it is.");
            return;
        }
        var found = CheckpointDigest.Of(content.Tensors, content.Metadata.GetValueOrDefault(NotesKey, ""));
        if (found != expected) throw new InvalidDataException($"it is damaged: its SHA-256 is {found}, {expected} was written.");
    }
}
