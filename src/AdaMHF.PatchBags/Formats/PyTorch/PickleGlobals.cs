namespace AdaMHF.PatchBags;

/// <summary>The list of what a pickle may ask for.</summary>
internal static class PickleGlobals
{
    private const int LongestShown = 100;

    private static readonly Dictionary<(string Module, string Name), PickleGlobal> Allowed = new()
    {
        [("torch._utils", "_rebuild_tensor")] = PickleGlobal.RebuildTensor,
        [("torch._utils", "_rebuild_tensor_v2")] = PickleGlobal.RebuildTensorV2,
        [("torch._utils", "_rebuild_parameter")] = PickleGlobal.RebuildParameter,
        [("collections", "OrderedDict")] = PickleGlobal.OrderedDictionary,
        [("torch", "HalfStorage")] = PickleGlobal.HalfStorage,
        [("torch", "BFloat16Storage")] = PickleGlobal.BFloat16Storage,
        [("torch", "FloatStorage")] = PickleGlobal.FloatStorage,
        [("torch", "DoubleStorage")] = PickleGlobal.DoubleStorage,
        [("torch", "CharStorage")] = PickleGlobal.CharStorage,
        [("torch", "ByteStorage")] = PickleGlobal.ByteStorage,
        [("torch", "BoolStorage")] = PickleGlobal.BoolStorage,
        [("torch", "ShortStorage")] = PickleGlobal.ShortStorage,
        [("torch", "IntStorage")] = PickleGlobal.IntStorage,
        [("torch", "LongStorage")] = PickleGlobal.LongStorage,
    };

    /// <exception cref="PickleException">The name is not on the list.</exception>
    public static PickleGlobal Find(string module, string name) => Allowed.TryGetValue((module, name), out var global)
        ? global
        : throw new PickleException(
            $"asks for '{Shortened(module)}.{Shortened(name)}', which is no part of a tensor. Nothing was executed");

    /// <summary>Refuses an instruction, by the name that it would call where it has one.</summary>
    public static PickleException Refused(PickleOpcode code, PickleReader reader) => code switch
    {
        PickleOpcode.Inst => new(
            $"makes an object of '{Shortened(reader.Line())}.{Shortened(reader.Line())}', which is no part of a tensor. " +
            "Nothing was executed"),
        PickleOpcode.Obj or PickleOpcode.NewObj or PickleOpcode.NewObjEx =>
            new("makes an object that is no part of a tensor. Nothing was executed"),
        PickleOpcode.PersId => new($"refers to the outside object '{Shortened(reader.Line())}'; expected storages only"),
        _ => new($"uses the instruction 0x{(byte)code:X2}, which no tensor needs. Nothing was executed"),
    };

    private static string Shortened(string text) => text.Length <= LongestShown ? text : text[..LongestShown] + "...";
}
