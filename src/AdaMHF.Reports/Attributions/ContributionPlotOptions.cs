namespace AdaMHF.Reports;

/// <summary>What a <see cref="ContributionPlot"/> shows.</summary>
public sealed record ContributionPlotOptions
{
    /// <summary>Title above the plot; none when null, the default.</summary>
    public string? Title { get; init; }

    /// <summary>Label of the axis; default <c>Contribution to the risk</c>.</summary>
    public string AxisLabel { get; init; } = "Contribution to the risk";

    /// <summary>What a positive value does; default <c>raises the risk</c>.</summary>
    public string PositiveLabel { get; init; } = "raises the risk";

    /// <summary>What a negative value does; default <c>lowers the risk</c>.</summary>
    public string NegativeLabel { get; init; } = "lowers the risk";

    /// <summary>Decimals of the numbers, 0 to 9; default 3.</summary>
    public int Decimals { get; init; } = 3;

    /// <summary>Most rows, at least 2; the smallest values beyond them are added up in one row. Default 20.</summary>
    public int MaxRows { get; init; } = 20;

    internal void Check()
    {
        if (Decimals is < 0 or > 9) throw new ArgumentException($"{nameof(Decimals)} must be 0 to 9.", nameof(Decimals));
        if (MaxRows < 2) throw new ArgumentException($"{nameof(MaxRows)} must be at least 2.", nameof(MaxRows));
    }
}
