namespace AdaMHF.PatchBags;

/// <summary>
/// Reads pickles of tensors and of nothing else. A pickle is a program for a stack machine that may call any function by its name; this
/// machine has no functions. It knows the instructions that PyTorch's writers use, and a fixed list of names that it interprets itself
/// (<see cref="PickleGlobal"/>). Any other name or instruction ends the reading with the name in the message.
/// </summary>
/// <remarks>
/// Bounded by construction: there is no recursion, no instruction loops, every instruction takes at least one byte and makes at most one
/// object, and stack and memo have limits of their own.
/// </remarks>
internal sealed class RestrictedUnpickler
{
    private const int DeepestStack = 100_000;
    private const int MostMemos = 100_000;

    private readonly PickleReader _reader;
    private readonly List<object?> _stack = [];
    private readonly Dictionary<int, object?> _memo = [];

    private readonly List<PickledStorage> _storages;

    private RestrictedUnpickler(PickleReader reader, List<PickledStorage> storages) => (_reader, _storages) = (reader, storages);

    // Where a container's elements begin on the stack.
    private static object Mark { get; } = new();

    /// <summary>
    /// Reads one object: null, bool, long, double, string, <see cref="PickleGlobal"/>, <see cref="PickledStorage"/>,
    /// <see cref="PickledTensor"/>, a list or tuple (<see cref="List{T}"/>, object[]), or a dictionary by text. Containers may contain
    /// themselves.
    /// </summary>
    /// <param name="reader">The bytes, taken up to the end of the object.</param>
    /// <param name="storages">Where to note every storage that is referred to; may be omitted.</param>
    /// <exception cref="PickleException">The pickle asks for more, or is damaged.</exception>
    public static object? Read(PickleReader reader, List<PickledStorage>? storages = null) =>
        new RestrictedUnpickler(reader, storages ?? []).Run();

    private object? Run()
    {
        while (true)
        {
            var code = (PickleOpcode)_reader.Byte();
            if (code == PickleOpcode.Stop) return Pop();
            Execute(code);
            if (_stack.Count > DeepestStack) throw new PickleException($"stacks more than {DeepestStack} objects");
        }
    }

    private void Execute(PickleOpcode code)
    {
        switch (code)
        {
            case PickleOpcode.Proto: Protocol(_reader.Byte()); break;
            case PickleOpcode.Frame: _reader.Take(sizeof(long)); break;

            case PickleOpcode.None: Push(null); break;
            case PickleOpcode.NewTrue: Push(true); break;
            case PickleOpcode.NewFalse: Push(false); break;
            case PickleOpcode.BinInt: Push((long)_reader.Int32()); break;
            case PickleOpcode.BinInt1: Push((long)_reader.Byte()); break;
            case PickleOpcode.BinInt2: Push((long)_reader.UInt16()); break;
            case PickleOpcode.Long1: Push(_reader.Integer(_reader.Byte())); break;
            case PickleOpcode.BinFloat: Push(_reader.Double()); break;
            case PickleOpcode.BinUnicode: Push(_reader.Text((uint)_reader.Int32())); break;
            case PickleOpcode.ShortBinUnicode: Push(_reader.Text(_reader.Byte())); break;
            case PickleOpcode.BinUnicode8: Push(_reader.Text(_reader.Int64())); break;
            case PickleOpcode.ShortBinString or PickleOpcode.ShortBinBytes: Push(_reader.Text(_reader.Byte())); break;
            case PickleOpcode.BinString or PickleOpcode.BinBytes: Push(_reader.Text((uint)_reader.Int32())); break;

            case PickleOpcode.Mark: Push(Mark); break;
            case PickleOpcode.Pop: Pop(); break;
            case PickleOpcode.PopMark: PopToMark(); break;
            case PickleOpcode.Dup: Push(Top()); break;

            case PickleOpcode.EmptyDict: Push(new Dictionary<string, object?>(StringComparer.Ordinal)); break;
            case PickleOpcode.EmptyList: Push(new List<object?>()); break;
            case PickleOpcode.EmptyTuple: Push(Array.Empty<object?>()); break;
            case PickleOpcode.Tuple: Push(PopToMark()); break;
            case PickleOpcode.Tuple1: Push(PopSeveral(1)); break;
            case PickleOpcode.Tuple2: Push(PopSeveral(2)); break;
            case PickleOpcode.Tuple3: Push(PopSeveral(3)); break;
            case PickleOpcode.List: Push(new List<object?>(PopToMark())); break;
            case PickleOpcode.Dict: SetItems(new(StringComparer.Ordinal), PopToMark(), push: true); break;
            case PickleOpcode.Append: Append(PopSeveral(1)); break;
            case PickleOpcode.Appends: Append(PopToMark()); break;
            case PickleOpcode.SetItem: SetItems(PopSeveral(2)); break;
            case PickleOpcode.SetItems: SetItems(PopToMark()); break;

            case PickleOpcode.BinPut: Memoize(_reader.Byte()); break;
            case PickleOpcode.LongBinPut: Memoize(_reader.Int32()); break;
            case PickleOpcode.Memoize: Memoize(_memo.Count); break;
            case PickleOpcode.BinGet: Push(Recall(_reader.Byte())); break;
            case PickleOpcode.LongBinGet: Push(Recall(_reader.Int32())); break;

            case PickleOpcode.Global: Push(PickleGlobals.Find(_reader.Line(), _reader.Line())); break;
            case PickleOpcode.StackGlobal: StackGlobal(); break;
            case PickleOpcode.BinPersId: PushStorage(); break;
            case PickleOpcode.Reduce: Reduce(); break;
            case PickleOpcode.Build: Build(); break;
            default: throw PickleGlobals.Refused(code, _reader);
        }
    }

    private static void Protocol(byte version)
    {
        if (version > 5) throw new PickleException($"is of protocol {version}; expected at most 5");
    }

    private void StackGlobal()
    {
        var parts = PopSeveral(2);
        Push(parts is [string module, string name]
            ? PickleGlobals.Find(module, name)
            : throw new PickleException("asks for a name that is no text"));
    }

    private void PushStorage()
    {
        var storage = PickledObjects.Storage(Pop());
        _storages.Add(storage);
        Push(storage);
    }

    private void Reduce()
    {
        var (arguments, function) = (Pop(), Pop());
        if (function is not PickleGlobal global || arguments is not object?[] tuple)
            throw new PickleException("calls something that is no function");
        Push(PickledObjects.Rebuild(global, tuple));
    }

    // The state of an ordered dictionary (PyTorch puts "_metadata" there); it changes nothing here.
    private void Build()
    {
        Pop();
        if (Top() is not Dictionary<string, object?>)
            throw new PickleException("sets the state of an object that is no dictionary");
    }

    private void Append(object?[] items)
    {
        if (Top() is not List<object?> list) throw new PickleException("appends to an object that is no list");
        list.AddRange(items);
    }

    private void SetItems(object?[] items)
    {
        if (Top() is not Dictionary<string, object?> dictionary)
            throw new PickleException("sets items of an object that is no dictionary");
        SetItems(dictionary, items, push: false);
    }

    private void SetItems(Dictionary<string, object?> dictionary, object?[] items, bool push)
    {
        if (items.Length % 2 != 0) throw new PickleException("holds a dictionary in which a key has no value");
        for (var i = 0; i < items.Length; i += 2)
        {
            dictionary[items[i] switch
            {
                string text => text,
                long number => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
                _ => throw new PickleException("holds a dictionary whose keys are neither texts nor integers"),
            }] = items[i + 1];
        }
        if (push) Push(dictionary);
    }

    private void Memoize(int number)
    {
        if (_memo.Count >= MostMemos) throw new PickleException($"remembers more than {MostMemos} objects");
        _memo[number] = Top();
    }

    private object? Recall(int number) => _memo.TryGetValue(number, out var value)
        ? value
        : throw new PickleException($"recalls the object {number}, which it never remembered");

    private void Push(object? value) => _stack.Add(value);

    private object? Top() => _stack is [.., var top] && top != Mark
        ? top
        : throw new PickleException("takes an object from an empty stack");

    private object? Pop()
    {
        var top = Top();
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }

    private object?[] PopSeveral(int count)
    {
        var items = new object?[count];
        for (var i = count - 1; i >= 0; i--) items[i] = Pop();
        return items;
    }

    private object?[] PopToMark()
    {
        var mark = _stack.LastIndexOf(Mark);
        if (mark < 0) throw new PickleException("ends a group that it never began");
        var items = _stack[(mark + 1)..].ToArray();
        _stack.RemoveRange(mark, _stack.Count - mark);
        return items;
    }
}
