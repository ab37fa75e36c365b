namespace AdaMHF.PatchBags;

/// <summary>Interprets the few calls of a tensor's pickle.</summary>
internal static class PickledObjects
{
    private const int MostAxes = 64;

    /// <summary>A reference to a storage: ("storage", type, key, device, count[, (view key, offset, size)]).</summary>
    /// <exception cref="PickleException">It is no such reference.</exception>
    public static PickledStorage Storage(object? reference)
    {
        if (reference is not object?[] { Length: >= 5 } parts
            || parts is not ["storage", PickleGlobal type, string key, _, long count, ..]
            || count < 0)
        {
            throw new PickleException("refers to an outside object that is no storage");
        }
        if (type < PickleGlobal.HalfStorage) throw new PickleException($"has a storage of type {type}");
        return parts switch
        {
            [_, _, _, _, _] or [_, _, _, _, _, null] => new(key, type, count),
            [_, _, _, _, _, object?[] view] when view is [string, long offset, long size] && offset >= 0 && size >= 0 =>
                new(key, type, size, offset),
            _ => throw new PickleException("refers to a view of a storage in an unknown way"),
        };
    }

    /// <summary>What a call of one of the known functions gives.</summary>
    /// <exception cref="PickleException">The arguments are not those of PyTorch's writers.</exception>
    public static object? Rebuild(PickleGlobal function, object?[] arguments) => (function, arguments) switch
    {
        (PickleGlobal.RebuildTensor or PickleGlobal.RebuildTensorV2,
            [PickledStorage storage, long offset, object?[] shape, object?[] strides, ..]) =>
            new PickledTensor(storage, offset, Extents(shape, strides.Length), Extents(strides, shape.Length)),
        (PickleGlobal.RebuildParameter, [PickledTensor tensor, ..]) => tensor,
        (PickleGlobal.OrderedDictionary, []) => new Dictionary<string, object?>(StringComparer.Ordinal),
        _ => throw new PickleException($"calls {function} with arguments that it does not take"),
    };

    private static long[] Extents(object?[] values, int expected)
    {
        if (values.Length != expected || values.Length > MostAxes || !Array.TrueForAll(values, value => value is long and >= 0))
            throw new PickleException("describes a tensor whose shape and strides are no whole numbers");
        return Array.ConvertAll(values, value => (long)value!);
    }
}
