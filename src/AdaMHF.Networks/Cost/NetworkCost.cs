namespace AdaMHF.Networks;

/// <summary>Cost of one forward pass of one patient, by part.</summary>
/// <remarks>
/// <para>
/// Operations: one multiply-add is one operation, as the authors count; others count it as two. All matrix products and
/// convolutions are counted, including those of attention and its pseudo-inverse; element-wise work, softmax, norms,
/// biases and sorting are not.
/// </para>
/// <para>
/// Activation memory: bytes of all distinct tensors that a part creates. Nothing is freed before a patient's dispose
/// scope ends, so their sum is the peak of the forward pass. Temporary memory of native operations and the gradients of a
/// backward pass are not included.
/// </para>
/// </remarks>
/// <param name="Parts">The network's parts in order.</param>
public sealed record NetworkCost(IReadOnlyList<PartCost> Parts)
{
    /// <summary>Multiply-adds of all parts.</summary>
    public long Operations => Parts.Sum(part => part.Operations);

    /// <summary>Parameters of all parts, trainable and frozen.</summary>
    public long Parameters => Parts.Sum(part => part.Parameters);

    /// <summary>Peak activation memory of the forward pass in bytes.</summary>
    public long ActivationBytes => Parts.Sum(part => part.ActivationBytes);

    /// <summary>One part by its name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such part; the message lists the parts.</exception>
    public PartCost this[string part] => Parts.FirstOrDefault(cost => cost.Part == part)
        ?? throw new KeyNotFoundException($"There is no part '{part}'. Found: {string.Join(", ", Parts.Select(cost => cost.Part))}.");
}
