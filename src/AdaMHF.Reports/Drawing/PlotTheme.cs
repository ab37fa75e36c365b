namespace AdaMHF.Reports;

/// <summary>The ground that a plot is drawn on.</summary>
public enum PlotTheme
{
    /// <summary>Dark lines on white, for paper and bright pages.</summary>
    Light,

    /// <summary>Bright lines on a dark ground, for pages that follow a dark setting.</summary>
    Dark,
}
