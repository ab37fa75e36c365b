namespace AdaMHF.MLNet;

/// <summary>How gradients become steps.</summary>
public enum SurvivalOptimizer
{
    /// <summary>Adam with decoupled weight decay. The default.</summary>
    AdamW,

    /// <summary>Adam, weight decay as part of the gradient; as published.</summary>
    Adam,

    /// <summary>Gradient descent with momentum, weight decay as part of the gradient.</summary>
    Sgd,

    /// <summary>Rectified Adam, weight decay as part of the gradient.</summary>
    RAdam,
}
