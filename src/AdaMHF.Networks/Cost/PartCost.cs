namespace AdaMHF.Networks;

/// <summary>What one part of a network costs for one patient.</summary>
/// <param name="Part">Name of the part: the first part of its state-dict keys.</param>
/// <param name="Operations">Multiply-adds of one forward pass, each counted as one operation.</param>
/// <param name="Parameters">Numbers that it holds, trainable and frozen.</param>
/// <param name="ActivationBytes">Bytes of the tensors that it leaves behind.</param>
public sealed record PartCost(string Part, long Operations, long Parameters, long ActivationBytes);
