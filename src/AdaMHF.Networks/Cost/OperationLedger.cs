using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>
/// Records the cost of a forward pass while it runs, on the thread that opened the ledger: multiply-adds of matrix products and
/// convolutions, and bytes of tensors. Modules name the current part with <see cref="Part"/> and multiply with
/// <see cref="CountedProducts.Product"/>; hooks record linear and convolution layers. Without an open ledger each of these reads
/// one thread-static field.
/// </summary>
internal sealed class OperationLedger : IDisposable
{
    [ThreadStatic]
    private static OperationLedger? current;

    private readonly List<Action> hooks = [];
    private readonly HashSet<IntPtr> seen = [];
    private readonly TorchSharp.DisposeScope scope;
    private readonly Dictionary<string, (long Operations, long Bytes)> parts = [];
    private string part;

    private OperationLedger(Module module, string firstPart, IEnumerable<Tensor> given)
    {
        part = firstPart;
        foreach (var (_, child) in module.named_modules().Prepend(("", module)))
        {
            if (child is TorchSharp.Modules.Linear or Convolution)
                hooks.Add(((Module<Tensor, Tensor>)child).register_forward_hook(Count).remove);
        }
        foreach (var tensor in module.state_dict().Values.Concat(given)) seen.Add(StorageOf(tensor).Start);
        scope = NewDisposeScope();
        current = this;
    }

    /// <summary>Costs by part, in order of first use.</summary>
    public IReadOnlyDictionary<string, (long Operations, long Bytes)> Parts => parts;

    /// <summary>Opens a ledger for a module on this thread.</summary>
    /// <param name="module">Module whose linear and convolution layers are recorded.</param>
    /// <param name="firstPart">Name for work outside any part.</param>
    /// <param name="given">Tensors that existed before and are not counted: the inputs.</param>
    public static OperationLedger Open(Module module, string firstPart, IEnumerable<Tensor> given)
    {
        if (current is not null) throw new InvalidOperationException("This thread is counting already; count one forward pass at a time.");
        return new OperationLedger(module, firstPart, given);
    }

    /// <summary>Records under another name until disposal. Parts do not nest.</summary>
    public static PartScope Part(string name) => new(current, name);

    /// <summary>Adds multiply-adds to the current part.</summary>
    public static void AddProduct(Tensor left, Tensor product)
    {
        if (current is { } ledger) ledger.Add(product.numel() * left.shape[^1], 0);
    }

    public void Dispose()
    {
        current = null;
        hooks.ForEach(remove => remove());
        scope.Dispose();
    }

    /// <summary>Adds the bytes allocated since the last call to the current part.</summary>
    public void CountBytes()
    {
        foreach (var tensor in scope.DisposablesView.OfType<Tensor>().ToArray())
        {
            var (start, bytes) = StorageOf(tensor);
            if (seen.Add(start)) Add(0, bytes);
        }
    }

    // Two views of one storage are one tensor in memory.
    private static (IntPtr Start, long Bytes) StorageOf(Tensor tensor)
    {
        // Asking for a storage makes another handle of the tensor.
        using var inner = NewDisposeScope();
        Storage storage = tensor.dtype switch
        {
            ScalarType.Bool => tensor.storage<bool>(),
            ScalarType.Int64 => tensor.storage<long>(),
            ScalarType.Float64 => tensor.storage<double>(),
            ScalarType.Float32 => tensor.storage<float>(),
            var other => throw new NotSupportedException($"A tensor of {other} is not counted yet."),
        };
        return (storage.data_ptr(), (long)storage.nbytes());
    }

    private Tensor Count(Module<Tensor, Tensor> module, Tensor input, Tensor output)
    {
        var perOutput = module switch
        {
            TorchSharp.Modules.Linear linear => linear.in_features,
            Convolution convolution =>
                convolution.in_channels / convolution.groups * convolution.kernel_size.Aggregate(1L, (product, extent) => product * extent),
            _ => 0,
        };
        Add(output.numel() * perOutput, 0);
        return output;
    }

    private void Add(long operations, long bytes)
    {
        var before = parts.GetValueOrDefault(part);
        parts[part] = (before.Operations + operations, before.Bytes + bytes);
    }

    /// <summary>Ends the part.</summary>
    internal readonly struct PartScope : IDisposable
    {
        private readonly OperationLedger? ledger;
        private readonly string before;

        public PartScope(OperationLedger? ledger, string name)
        {
            this.ledger = ledger;
            before = "";
            if (ledger is null) return;
            ledger.CountBytes();
            before = ledger.part;
            ledger.part = name;
        }

        public void Dispose()
        {
            if (ledger is null) return;
            ledger.CountBytes();
            ledger.part = before;
        }
    }
}
