namespace AdaMHF.Reports;

/// <summary>All that stands on a page.</summary>
internal sealed record PageContent(string Kind, string Title, string Lead, IReadOnlyList<PageSection> Sections)
{
    /// <summary>Whether tables of many columns need a wider page than texts do.</summary>
    public bool IsWide { get; init; }

    /// <summary>What the page is not.</summary>
    public string Notice { get; init; } =
        "For research use only. This is not a medical device: it is not validated for care, and no decision about a patient may rest on "
            + "it.";

    /// <summary>Last line.</summary>
    public string Footer { get; init; } = "Made with AdaMHF.MLNet. The page holds all its pictures and loads nothing from elsewhere.";
}
