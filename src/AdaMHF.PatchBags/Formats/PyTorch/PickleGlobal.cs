namespace AdaMHF.PatchBags;

/// <summary>
/// The only names that a pickle may ask for. None of them is ever called: each is a mark that the reader interprets itself.
/// </summary>
internal enum PickleGlobal
{
    /// <summary>torch._utils._rebuild_tensor</summary>
    RebuildTensor,

    /// <summary>torch._utils._rebuild_tensor_v2</summary>
    RebuildTensorV2,

    /// <summary>torch._utils._rebuild_parameter</summary>
    RebuildParameter,

    /// <summary>collections.OrderedDict</summary>
    OrderedDictionary,

    HalfStorage,
    BFloat16Storage,
    FloatStorage,
    DoubleStorage,
    CharStorage,
    ByteStorage,
    BoolStorage,
    ShortStorage,
    IntStorage,
    LongStorage,
}
