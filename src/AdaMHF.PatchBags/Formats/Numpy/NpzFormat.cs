namespace AdaMHF.PatchBags;

/// <summary>Named NumPy arrays in a zip archive (<c>.npz</c>), stored or compressed.</summary>
internal sealed class NpzFormat : IPatchBagFormat
{
    private const string EntryExtension = ".npy";

    // Entries of one number or text beside the arrays, such as patch_size.
    private const int MostNoteBytes = 1 << 16;

    public string Name => "NumPy .npz";

    public IReadOnlyList<string> Extensions { get; } = [".npz"];

    public bool Recognises(ReadOnlySpan<byte> start, BagFile file) => ZipDirectory.IsZip(start);

    public SlideContent Open(BagFile file)
    {
        var entries = ZipDirectory.Read(file).Where(entry => entry.Name.EndsWith(EntryExtension, StringComparison.Ordinal)).ToArray();
        if (entries.Length == 0)
        {
            throw new PatchBagException(
                $"'{file.Path}' is a zip archive with neither NumPy arrays (*.npy) nor a PyTorch pickle (data.pkl). Expected one of them.");
        }

        var arrays = new List<StoredArray>();
        var notes = new SlideNotes();
        foreach (var entry in entries)
        {
            var name = entry.Name[..^EntryExtension.Length];
            using var stream = ZipUnpacking.Open(file, entry);
            NpyHeader header;
            try
            {
                header = NpyHeader.Read(stream, file);
            }
            catch (PatchBagException e) when (entries.Length > 1 && e.InnerException is null && !SlideContent.IsNameOfArray(name))
            {
                // An array of texts or objects beside the bag is skipped, and is never evaluated.
                continue;
            }
            if (header.Shape.Length == 0 && header.Format is { } format && entry.Length <= MostNoteBytes)
                AddNote(file, notes, entry, header, name, format);
            else
                arrays.Add(Array(file, entry, header, name));
        }
        return SlideContent.Of(file, arrays, notes);
    }

    private static StridedArray Array(BagFile file, ZipEntry entry, NpyHeader header, string name)
    {
        IByteSource bytes = entry.IsDeflated ? new DeflatedBytes(file, entry) : new CheckedBytes(file, entry);
        return NpyFormat.Array(file, name, header, new(bytes, header.Length, entry.Length - header.Length));
    }

    private static void AddNote(BagFile file, SlideNotes notes, ZipEntry entry, NpyHeader header, string name, NumberFormat format)
    {
        var bytes = ZipUnpacking.ReadWhole(file, entry);
        if (bytes.Length < header.Length + format.Size) throw file.Damaged($"entry '{entry.Name}' ends early");
        Span<double> value = stackalloc double[1];
        format.Convert(bytes.AsSpan(header.Length), value);
        notes.Add(name, value[0]);
    }
}
