namespace AdaMHF.Survival;

/// <summary>How several events at one time add to a cumulative hazard.</summary>
public enum HazardTies
{
    /// <summary>As one step, d / n. R's <c>ctype = 1</c>, scikit-survival.</summary>
    Together,

    /// <summary>One after the other, 1/n + 1/(n-1) + ... R's <c>ctype = 2</c>, lifelines.</summary>
    OneByOne,
}
