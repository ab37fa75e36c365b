using System.Globalization;

namespace AdaMHF.PatchBags;

/// <summary>PyTorch's files since 1.6: a zip archive with a pickle that describes tensors and an entry per storage.</summary>
internal sealed class PyTorchZipFormat : IPatchBagFormat
{
    private const string Pickle = "data.pkl";

    /// <summary>File name extensions of PyTorch's files, old and new.</summary>
    public static IReadOnlyList<string> FileExtensions { get; } = [".pt", ".pth"];

    public string Name => "PyTorch .pt";

    public IReadOnlyList<string> Extensions => FileExtensions;

    public bool Recognises(ReadOnlySpan<byte> start, BagFile file) =>
        ZipDirectory.IsZip(start) && ZipDirectory.Read(file).Any(entry => IsPickle(entry.Name));

    public SlideContent Open(BagFile file) => Unpickle(file, content => PickledBag.Open(file, content));

    /// <summary>Reads the pickle and hands on what it holds while the file is open.</summary>
    public static T Unpickle<T>(BagFile file, Func<PickledContent, T> use)
    {
        var entries = ZipDirectory.Read(file).ToDictionary(entry => entry.Name, StringComparer.Ordinal);
        var pickle = entries.Values.First(entry => IsPickle(entry.Name));
        var folder = pickle.Name[..^Pickle.Length];
        var bigEndian = entries.TryGetValue(folder + "byteorder", out var order)
            && ZipUnpacking.ReadSmall(file, order, 16).AsSpan().SequenceEqual("big"u8);
        var bytes = ZipUnpacking.ReadSmall(file, pickle, PickledBag.MostPickleBytes);
        try
        {
            var root = RestrictedUnpickler.Read(new(bytes));
            return use(new(root, bigEndian, storage => Region(file, entries, folder, storage)));
        }
        catch (PickleException e)
        {
            throw PickledBag.Refusal(file, e);
        }
    }

    // In the archive's only folder, or in none.
    private static bool IsPickle(string name) => name == Pickle
        || (name.EndsWith('/' + Pickle, StringComparison.Ordinal)
            && name.IndexOf('/', StringComparison.Ordinal) == name.Length - Pickle.Length - 1);

    private static ByteRegion Region(BagFile file, Dictionary<string, ZipEntry> entries, string folder, PickledStorage storage)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{folder}data/{storage.Key}");
        if (!entries.TryGetValue(name, out var entry))
            throw file.Damaged($"its pickle refers to the storage '{name}', which the archive lacks");
        if (!entry.IsDeflated) return entry.Packed;
        // PyTorch stores without compression; this archive was compressed afterwards.
        if (FileLimits.Default.WhyNotUnpack(entry.Packed.Length, entry.Length) is { } problem)
            throw new PatchBagException($"'{file.Path}' is refused: storage '{name}' {problem}. Save it with torch.save.");
        return new(new DeflatedBytes(file, entry), 0, entry.Length);
    }
}
