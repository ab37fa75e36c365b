namespace AdaMHF.Survival;

/// <summary>
/// When the probability of being uncensored is read for an event at time t; it matters only where a censoring shares that time.
/// </summary>
public enum CensoringMoment
{
    /// <summary>Just before the event, G(t-). R, riskRegression, pec, pycox.</summary>
    BeforeEvent,

    /// <summary>At the event, G(t). scikit-survival, torchsurv.</summary>
    AtEvent,
}
