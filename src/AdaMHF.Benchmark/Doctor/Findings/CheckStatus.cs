namespace AdaMHF.Benchmark;

/// <summary>How a check ended.</summary>
public enum CheckStatus
{
    /// <summary>Nothing to do.</summary>
    Pass,

    /// <summary>A run is possible, but something should be looked at first.</summary>
    Warn,

    /// <summary>A run would stop, or its results would be wrong.</summary>
    Fail,
}
