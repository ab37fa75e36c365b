using System.Buffers.Binary;

namespace AdaMHF.PatchBags;

/// <summary>
/// PyTorch's files before 1.6: a row of pickles (a magic number, a version, the writer's machine, the tensors, the storages' keys), then
/// the storages, each with its number of elements before it.
/// </summary>
internal sealed class PyTorchLegacyFormat : IPatchBagFormat
{
    // 0x1950a86a20f9469cfc6c, the least significant byte first.
    private const string MagicNumber = "6CFC9C46F9206AA85019";
    private const long ProtocolVersion = 1001;

    public string Name => "legacy PyTorch .pt";

    public IReadOnlyList<string> Extensions => PyTorchZipFormat.FileExtensions;

    // Any pickle: one that is no PyTorch file is refused for what it asks for.
    public bool Recognises(ReadOnlySpan<byte> start, BagFile file) => start is [(byte)PickleOpcode.Proto, >= 2 and <= 5, ..];

    public SlideContent Open(BagFile file) => Unpickle(file, content => PickledBag.Open(file, content));

    /// <summary>Reads the pickles and hands on what they hold while the file is open.</summary>
    public static T Unpickle<T>(BagFile file, Func<PickledContent, T> use)
    {
        var reader = new PickleReader(file.Read(0, (int)Math.Min(file.Length, PickledBag.MostPickleBytes)));
        try
        {
            if (RestrictedUnpickler.Read(reader) is not MagicNumber)
                throw new PatchBagException($"'{file.Path}' is a pickle, but no PyTorch file. Expected one written with torch.save.");
            if (RestrictedUnpickler.Read(reader) is not ProtocolVersion)
                throw file.Damaged("its legacy PyTorch version is unknown");
            RestrictedUnpickler.Read(reader);
            var storages = new List<PickledStorage>();
            var root = RestrictedUnpickler.Read(reader, storages);
            if (RestrictedUnpickler.Read(reader) is not List<object?> keys) throw file.Damaged("it has no list of storages");

            // PyTorch writes the elements little-endian on every machine.
            var places = new Lazy<Dictionary<string, ByteRegion>>(() => Places(file, storages, keys, reader.Position));
            return use(new(root, BigEndian: false, storage => places.Value.TryGetValue(storage.Key, out var place)
                ? place
                : throw file.Damaged($"it lacks the storage '{storage.Key}'")));
        }
        catch (PickleException e)
        {
            throw PickledBag.Refusal(file, e);
        }
    }

    private static Dictionary<string, ByteRegion> Places(BagFile file, List<PickledStorage> storages, List<object?> keys, long offset)
    {
        var types = storages.DistinctBy(storage => storage.Key).ToDictionary(storage => storage.Key, storage => storage.Type);
        var places = new Dictionary<string, ByteRegion>(StringComparer.Ordinal);
        Span<byte> count = stackalloc byte[sizeof(long)];
        foreach (var key in keys)
        {
            if (key is not string name || !types.TryGetValue(name, out var type))
                throw file.Damaged("its list of storages names one that no tensor uses");
            file.Read(offset, count);
            offset += count.Length;
            var elements = BinaryPrimitives.ReadInt64LittleEndian(count);
            if (elements < 0 || elements > file.Length)
                throw file.Damaged($"storage '{name}' claims {elements} elements, but the file has {file.Length} bytes");
            var length = elements * PickledBag.SizeOf(type);
            file.RequireInside(offset, length);
            if (!places.TryAdd(name, new(file, offset, length))) throw file.Damaged($"it has two storages '{name}'");
            offset += length;
        }
        return places;
    }
}
