namespace AdaMHF.Reports;

/// <summary>What a <see cref="ForestPlot"/> shows.</summary>
public sealed record ForestPlotOptions
{
    /// <summary>Title above the plot; none when null, the default.</summary>
    public string? Title { get; init; }

    /// <summary>Level of the confidence intervals of hazard ratios, strictly between 0 and 1; default 0.95.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    /// <summary>Most rows, at least 1; those with the smallest p-values, or the largest drops, stay. Default 40.</summary>
    public int MaxRows { get; init; } = 40;

    internal void Check()
    {
        if (ConfidenceLevel is not (> 0 and < 1))
            throw new ArgumentException($"{nameof(ConfidenceLevel)} must be strictly between 0 and 1.", nameof(ConfidenceLevel));
        if (MaxRows < 1) throw new ArgumentException($"{nameof(MaxRows)} must be at least 1.", nameof(MaxRows));
    }
}
