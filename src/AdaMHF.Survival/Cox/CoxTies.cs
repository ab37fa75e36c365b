namespace AdaMHF.Survival;

/// <summary>How several events at one time enter the Cox partial likelihood.</summary>
public enum CoxTies
{
    /// <summary>
    /// The tied subjects leave the risk set gradually, the m-th of d events sees m/d of their sum removed. R, lifelines, torchsurv.
    /// </summary>
    Efron,

    /// <summary>Each event sees the whole risk set. scikit-survival, pycox.</summary>
    Breslow,
}
