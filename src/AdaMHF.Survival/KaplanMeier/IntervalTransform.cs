namespace AdaMHF.Survival;

/// <summary>The scale on which a confidence interval of a survival curve is symmetric.</summary>
public enum IntervalTransform
{
    /// <summary>
    /// exp(-exp(log(-log S) -+ z sqrt(V) / log S)); stays within 0 and 1. Default of lifelines, only one of scikit-survival.
    /// </summary>
    LogLog,

    /// <summary>exp(log S -+ z sqrt(V)), at most 1. Default of R.</summary>
    Log,

    /// <summary>S -+ z S sqrt(V), cut to 0 and 1.</summary>
    Plain,
}
