namespace AdaMHF.PatchBags;

/// <summary>
/// Reads pickles of tensors and of nothing else. A pickle is a program for a stack machine that may call any function by its name; this machine has no functions.
/// It knows the instructions that PyTorch's writers use, and a fixed list of names which it interprets itself (<see cref="PickleGlobal"/>). Any other name or
/// instruction ends the reading with the name in the message.
/// </summary>
/// <remarks>
/// Bounded by construction: there is no recursion, no instruction loops, every instruction takes at least one byte and makes at most one object,
/// and stack and memo have limits of their own.
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
    /// Reads one object: null, bool, long, double, string, <see cref="PickleGlobal"/>, <see cref="PickledStorage"/>, <see cref="PickledTensor"/>, a list or tuple
    /// (<see cref="List{T}"/>, object[]), or a dictionary by text. Containers may contain themselves.
    /// </summary>
    /// <param name="reader">The bytes, taken up to the end of the object.</param>
    /// <param name="storages">Where to note every storage that is referred to; may be omitted.</param>
    /// <exception cref="PickleException">The pickle asks for more, or is damaged.</exception>
    public static object? Read(PickleReader reader, List<PickledStorage>? storages = null) => new RestrictedUnpickler(reader, storages ?? []).Run();

    private object? Run()
    {
        while (true)
        {
            var code = _reader.Byte();
            if (code == '.') return Pop();
            Execute(code);
            if (_stack.Count > DeepestStack) throw new PickleException($"stacks more than {DeepestStack} objects");
        }
    }

    private void Execute(byte code)
    {
        switch (code)
        {
            case 0x80: Protocol(_reader.Byte()); break;
            case 0x95: _reader.Take(8); break;                                           // FRAME
            case (byte)'N': Push(null); break;
            case 0x88: Push(true); break;
            case 0x89: Push(false); break;
            case (byte)'J': Push((long)_reader.Int32()); break;                          // BININT
            case (byte)'K': Push((long)_reader.Byte()); break;
            case (byte)'M': Push((long)_reader.UInt16()); break;
            case 0x8a: Push(_reader.Integer(_reader.Byte())); break;                     // LONG1
            case (byte)'G': Push(_reader.Double()); break;
            case (byte)'X': Push(_reader.Text((uint)_reader.Int32())); break;            // BINUNICODE
            case 0x8c: Push(_reader.Text(_reader.Byte())); break;
            case 0x8d: Push(_reader.Text(_reader.Int64())); break;
            case (byte)'U' or (byte)'C': Push(_reader.Text(_reader.Byte())); break;      // SHORT_BINSTRING, SHORT_BINBYTES
            case (byte)'T' or (byte)'B': Push(_reader.Text((uint)_reader.Int32())); break;
            case (byte)'(': Push(Mark); break;
            case (byte)'0': Pop(); break;
            case (byte)'1': PopToMark(); break;
            case (byte)'2': Push(Top()); break;
            case (byte)'}': Push(new Dictionary<string, object?>(StringComparer.Ordinal)); break;
            case (byte)']': Push(new List<object?>()); break;
            case (byte)')': Push(Array.Empty<object?>()); break;
            case (byte)'t': Push(PopToMark()); break;
            case 0x85: Push(new[] { Pop() }); break;
            case 0x86: Push(PopSeveral(2)); break;
            case 0x87: Push(PopSeveral(3)); break;
            case (byte)'l': Push(new List<object?>(PopToMark())); break;
            case (byte)'d': SetItems(new(StringComparer.Ordinal), PopToMark(), push: true); break;
            case (byte)'a': Append(PopSeveral(1)); break;
            case (byte)'e': Append(PopToMark()); break;
            case (byte)'s': SetItems(PopSeveral(2)); break;
            case (byte)'u': SetItems(PopToMark()); break;
            case (byte)'q': Memoize(_reader.Byte()); break;
            case (byte)'r': Memoize(_reader.Int32()); break;
            case 0x94: Memoize(_memo.Count); break;
            case (byte)'h': Push(Recall(_reader.Byte())); break;
            case (byte)'j': Push(Recall(_reader.Int32())); break;
            case (byte)'c': Push(PickleGlobals.Find(_reader.Line(), _reader.Line())); break;
            case 0x93: StackGlobal(); break;
            case (byte)'Q': PushStorage(); break;                                         // BINPERSID
            case (byte)'R': Reduce(); break;
            case (byte)'b': Build(); break;
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
        if (function is not PickleGlobal global || arguments is not object?[] tuple) throw new PickleException("calls something that is no function");
        Push(PickledObjects.Rebuild(global, tuple));
    }

    // The state of an ordered dictionary (PyTorch puts "_metadata" there); it changes nothing here.
    private void Build()
    {
        Pop();
        if (Top() is not Dictionary<string, object?>) throw new PickleException("sets the state of an object that is no dictionary");
    }

    private void Append(object?[] items)
    {
        if (Top() is not List<object?> list) throw new PickleException("appends to an object that is no list");
        list.AddRange(items);
    }

    private void SetItems(object?[] items)
    {
        if (Top() is not Dictionary<string, object?> dictionary) throw new PickleException("sets items of an object that is no dictionary");
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

    private object? Recall(int number) =>
        _memo.TryGetValue(number, out var value) ? value : throw new PickleException($"recalls the object {number}, which it never remembered");

    private void Push(object? value) => _stack.Add(value);

    private object? Top() => _stack is [.., var top] && top != Mark ? top : throw new PickleException("takes an object from an empty stack");

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
