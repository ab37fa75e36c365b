namespace AdaMHF.Reports;

/// <summary>What a <see cref="CalibrationPlot"/> shows.</summary>
public sealed record CalibrationPlotOptions
{
    /// <summary>Title above the plot; none when null, the default.</summary>
    public string? Title { get; init; }

    /// <summary>Unit of the horizon; default <c>months</c>.</summary>
    public string TimeUnit { get; init; } = "months";

    /// <summary>Whether the 95 % interval of each group is drawn; default true.</summary>
    public bool Intervals { get; init; } = true;
}
