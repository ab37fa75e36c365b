using AdaMHF.TensorFiles;

namespace AdaMHF.PatchBags;

/// <summary>
/// Reads the tensors of a PyTorch checkpoint (<c>.pt</c>, <c>.pth</c>; zip and legacy) without executing anything. A file that asks for
/// more than tensors, containers, texts and numbers is refused with the name it asks for.
/// </summary>
public static class PyTorchTensorFile
{
    // State dictionaries are nested in "model" or "state_dict" at most; a dictionary may contain itself.
    private const int DeepestDictionary = 4;

    /// <summary>Reads tensors as 32-bit floats; others are not read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="wanted">Whether a tensor is wanted, by its name; names of nested dictionaries are joined with dots.</param>
    /// <exception cref="PatchBagException">The file cannot be read, is no PyTorch file, or asks for more than tensors.</exception>
    public static NamedTensors Read(string path, Func<string, bool> wanted)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(wanted);
        try
        {
            using var file = BagFile.Open(path);
            var start = file.Read(0, (int)Math.Min(file.Length, IPatchBagFormat.SniffedBytes));
            if (new PyTorchZipFormat().Recognises(start, file))
                return PyTorchZipFormat.Unpickle(file, content => Tensors(file, content, wanted));
            if (new PyTorchLegacyFormat().Recognises(start, file))
                return PyTorchLegacyFormat.Unpickle(file, content => Tensors(file, content, wanted));
            throw new PatchBagException($"'{path}' is no PyTorch file. Expected one written with torch.save.");
        }
        catch (Exception e) when (e is not (PatchBagException or OutOfMemoryException))
        {
            throw new PatchBagException($"Cannot read the tensors of '{path}': {e.Message}", e);
        }
    }

    private static NamedTensors Tensors(BagFile file, PickledContent content, Func<string, bool> wanted)
    {
        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        Add(content.Root, "", 0);
        return new NamedTensors(tensors);

        void Add(object? value, string name, int depth)
        {
            if (value is PickledTensor tensor && wanted(name))
                tensors[name] = Values(file, PickledBag.Array(file, content, name, tensor));
            if (value is not Dictionary<string, object?> dictionary || depth == DeepestDictionary) return;
            foreach (var (key, inner) in dictionary) Add(inner, name.Length == 0 ? key : $"{name}.{key}", depth + 1);
        }
    }

    private static StoredTensor Values(BagFile file, StoredArray array)
    {
        if (array.Shape.Length is not (1 or 2) || array.Shape.Any(extent => extent is < 0 or > int.MaxValue) || array.Format is null)
        {
            throw new PatchBagException(
                $"'{file.Path}': '{array.Name}' of shape {string.Join(" x ", array.Shape)} holds {array.TypeName}; " +
                "expected a vector or matrix of numbers.");
        }
        var (rows, columns) = array.Shape is [var n] ? (1, (int)n) : ((int)array.Shape[0], (int)array.Shape[1]);
        if ((Int128)rows * columns * sizeof(float) > FileLimits.Default.TensorBytes)
        {
            throw new PatchBagException(
                $"'{file.Path}': '{array.Name}' of shape {string.Join(" x ", array.Shape)} takes more than " +
                $"{FileLimits.Default.TensorBytes} bytes ({nameof(FileLimits)}.{nameof(FileLimits.TensorBytes)}).");
        }
        var matrix = array.OpenMatrix(rows, columns);
        var values = new float[checked(rows * columns)];
        matrix.ReadRows([.. Enumerable.Range(0, rows)], values.AsSpan());
        return StoredTensor.FromSingles(values, array.Shape);
    }
}
