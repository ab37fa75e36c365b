using System.Globalization;

namespace AdaMHF.PatchBags;

/// <summary>Finds the arrays and notes of a bag in what a pickle holds: a tensor, or a dictionary with tensors.</summary>
internal static class PickledBag
{
    /// <summary>A pickle of a bag describes a few tensors; more is a model.</summary>
    public const int MostPickleBytes = 4 << 20;

    /// <summary>The content of a file.</summary>
    /// <param name="file">The file, for refusals.</param>
    /// <param name="content">What its pickle holds.</param>
    public static SlideContent Open(BagFile file, PickledContent content)
    {
        var arrays = new List<StoredArray>();
        var notes = new SlideNotes();
        switch (content.Root)
        {
            case PickledTensor tensor:
                arrays.Add(Array(file, content, "", tensor));
                break;
            case Dictionary<string, object?> dictionary:
                foreach (var (name, value) in dictionary)
                {
                    if (value is PickledTensor tensor) arrays.Add(Array(file, content, name, tensor));
                    else if (value is long or double or string) notes.Add(name, value);
                }
                break;
            default:
                throw new PatchBagException(
                    $"'{file.Path}' holds {Kind(content.Root)}; expected a tensor of N x D patch features, " +
                    "or a dictionary with the tensors 'features' and 'coords'.");
        }
        return SlideContent.Of(file, arrays, notes);
    }

    /// <summary>A tensor as an array of the file.</summary>
    public static StoredArray Array(BagFile file, PickledContent content, string name, PickledTensor tensor)
    {
        var storage = tensor.Storage;
        var size = SizeOf(storage.Type);
        var whole = content.Storage(storage);
        if (((Int128)storage.FirstElement + storage.Count) * size > whole.Length)
        {
            throw file.Damaged(string.Create(
                CultureInfo.InvariantCulture, $"storage '{storage.Key}' claims {storage.Count} elements, but has {whole.Length} bytes"));
        }
        var region = whole with { Offset = whole.Offset + (storage.FirstElement * size), Length = storage.Count * size };
        NumberFormat? format = Format(storage.Type) is { } known ? known with { BigEndian = content.BigEndian } : null;
        return new StridedArray(file, name, tensor.Shape, tensor.Strides, format, storage.Type.ToString(), region, tensor.Offset);
    }

    /// <summary>Bytes that one element of a storage takes.</summary>
    public static int SizeOf(PickleGlobal storage) => Format(storage)?.Size ?? 1;

    private static NumberFormat? Format(PickleGlobal storage) => storage switch
    {
        PickleGlobal.HalfStorage => new(NumberKind.Float16),
        PickleGlobal.BFloat16Storage => new(NumberKind.BFloat16),
        PickleGlobal.FloatStorage => new(NumberKind.Float32),
        PickleGlobal.DoubleStorage => new(NumberKind.Float64),
        PickleGlobal.CharStorage => new(NumberKind.Int8),
        PickleGlobal.ByteStorage => new(NumberKind.UInt8),
        PickleGlobal.ShortStorage => new(NumberKind.Int16),
        PickleGlobal.IntStorage => new(NumberKind.Int32),
        PickleGlobal.LongStorage => new(NumberKind.Int64),
        _ => null,
    };

    private static string Kind(object? root) => root switch
    {
        null => "None",
        List<object?> => "a list",
        object?[] => "a tuple",
        _ => $"a {root.GetType().Name}",
    };

    /// <summary>Turns a refusal of the pickle into one that names the file.</summary>
    public static PatchBagException Refusal(BagFile file, PickleException e) =>
        new(
            $"'{file.Path}' is refused: its pickle {e.Message}. " +
            "Expected tensors, or a dictionary of tensors, texts and numbers, saved with torch.save.",
            e);
}
