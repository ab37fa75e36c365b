namespace AdaMHF.Slides;

/// <summary>What becomes of patches that reach beyond the right or lower edge of a slide.</summary>
public enum EdgePolicy
{
    /// <summary>They are left out.</summary>
    Drop,

    /// <summary>They are white beyond the edge; CLAM's <c>use_padding</c>, which makes them black.</summary>
    Pad,
}
