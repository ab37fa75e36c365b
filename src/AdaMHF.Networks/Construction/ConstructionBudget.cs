using AdaMHF.TensorFiles;

namespace AdaMHF.Networks;

/// <summary>
/// How many numbers the weights of a network under construction may hold: of a stored network those that are stored, of a new one those for
/// which the process may have memory. A layer beyond is refused before Torch is asked for its memory.
/// </summary>
internal sealed class ConstructionBudget : IDisposable
{
    [ThreadStatic]
    private static ConstructionBudget? current;

    private readonly ConstructionBudget? outer;
    private readonly long numbers;
    private readonly bool isOfWeights;
    private long taken;

    private ConstructionBudget(long numbers, bool isOfWeights)
    {
        (this.numbers, this.isOfWeights, outer) = (numbers, isOfWeights, current);
        current = this;
    }

    /// <summary>For a network whose weights are known: it must not be larger than they are.</summary>
    /// <param name="weights">The weights.</param>
    public static ConstructionBudget Of(NamedTensors weights) =>
        new(weights.Tensors.Values.Sum(tensor => (long)tensor.Count), isOfWeights: true);

    /// <summary>For a new network: it must fit into the memory that this process may use. None where there is a budget already.</summary>
    public static ConstructionBudget? OfMemory() => current is null
        ? new(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / sizeof(float), isOfWeights: false)
        : null;

    /// <summary>Whether the network under construction will get weights that are known, so that its initial ones do not matter.</summary>
    public static bool IsOfWeights => current is { isOfWeights: true };

    /// <summary>Counts a tensor that is about to be created.</summary>
    /// <param name="shape">Its extents.</param>
    /// <exception cref="InvalidDataException">The weights hold fewer numbers than the network would have.</exception>
    /// <exception cref="InsufficientMemoryException">The process may not use as much memory.</exception>
    public static void Take(params ReadOnlySpan<long> shape)
    {
        if (current is not { } budget) return;
        var asked = 1.0;
        foreach (var extent in shape) asked *= Math.Max(0, extent);
        if (budget.taken + asked <= budget.numbers)
        {
            budget.taken += (long)asked;
            return;
        }
        var layer = $"[{string.Join(" x ", shape.ToArray())}]";
        if (budget.isOfWeights)
        {
            throw new InvalidDataException(
                $"The settings describe a larger network than the weights, which hold {budget.numbers:N0} numbers: "
                + $"a layer {layer} does not fit any more.");
        }
        throw new InsufficientMemoryException(FormattableString.Invariant(
            $"The network does not fit into memory: a layer {layer} asks for {asked * sizeof(float) / 1e9:N1} GB, after ")
            + FormattableString.Invariant($"{budget.taken * sizeof(float) / 1e9:N1} GB for others, and this process may use ")
            + FormattableString.Invariant($"{budget.numbers * sizeof(float) / 1e9:N1} GB. Lower the widths of the network."));
    }

    /// <summary>The places of parts that hold at least one number each, from 0; nothing is taken yet.</summary>
    /// <param name="count">How many parts there will be.</param>
    /// <exception cref="InvalidDataException">The weights hold fewer numbers.</exception>
    /// <exception cref="InsufficientMemoryException">The process may not use as much memory.</exception>
    public static IEnumerable<int> Places(int count)
    {
        if (current is { } budget && count > budget.numbers - budget.taken) Take(count);
        return Enumerable.Range(0, count);
    }

    /// <inheritdoc/>
    public void Dispose() => current = outer;
}
