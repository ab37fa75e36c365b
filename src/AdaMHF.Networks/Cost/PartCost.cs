namespace AdaMHF.Networks;

/// <summary>Cost of one part of a network for one patient.</summary>
/// <param name="Part">Name of the part: the first part of its state-dict keys.</param>
/// <param name="Operations">Multiply-adds of one forward pass, each counted as one operation.</param>
/// <param name="Parameters">Number of parameters, trainable and frozen.</param>
/// <param name="ActivationBytes">Bytes of the tensors that it creates.</param>
public sealed record PartCost(string Part, long Operations, long Parameters, long ActivationBytes);
