namespace AdaMHF.Reports;

/// <summary>What stands before a text of the legend.</summary>
internal enum LegendSample
{
    /// <summary>A piece of a curve.</summary>
    Line,

    /// <summary>A piece of a band.</summary>
    Band,

    /// <summary>A censor mark.</summary>
    Mark,

    /// <summary>A piece of a dashed line.</summary>
    Dashes,

    /// <summary>A dot.</summary>
    Dot,

    /// <summary>A filled box.</summary>
    Box,

    /// <summary>Nothing: the text stands alone.</summary>
    None,
}
