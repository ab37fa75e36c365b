namespace AdaMHF.Slides;

/// <summary>Which patches count as tissue, by points that must be within it; CLAM's <c>contour_fn</c>.</summary>
/// <remarks>Of a hole that stayed one, no patch has its centre in it, whatever the policy.</remarks>
public enum ContourPolicy
{
    /// <summary>One of four points halfway between centre and corners; CLAM's <c>four_pt</c>.</summary>
    FourPoint,

    /// <summary>All of these four points; CLAM's <c>four_pt_hard</c>.</summary>
    FourPointHard,

    /// <summary>The centre; CLAM's <c>center</c>.</summary>
    Center,

    /// <summary>The upper left corner; CLAM's <c>basic</c>.</summary>
    Basic,
}
