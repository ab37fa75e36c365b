using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>
/// Negative log-likelihood of discrete-time survival with censoring (Zadeh and Schmid 2020). A patient who died in bin Y contributes
/// -log S(Y-1) - log h(Y); one censored in bin Y contributes -log S(Y).
/// </summary>
internal static class DiscreteSurvivalLoss
{
    // The clamp of MCAT-derived code: it keeps the loss of saturated hazards finite; below it the gradient is zero.
    private const double Smallest = 1e-7;

    /// <summary>Loss of one patient.</summary>
    /// <param name="logits">[K], hazards before the sigmoid.</param>
    /// <param name="bin">Time bin of death or censoring, 0 to K - 1.</param>
    /// <param name="observed">True when death was observed.</param>
    /// <param name="alpha">Extra weight on observed deaths, in [0, 1]. Default 0, as in every published run.</param>
    /// <returns>Scalar.</returns>
    public static Tensor NegativeLogLikelihood(Tensor logits, int bin, bool observed, double alpha = 0)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentOutOfRangeException.ThrowIfNegative(bin);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bin, logits.shape[0]);
        var hazards = logits.sigmoid();
        var survival = hazards.From(1).cumprod(0);
        if (!observed) return Log(survival[bin]).Times(-(1 - alpha));
        var death = -Log(hazards[bin]);
        return bin == 0 ? death : death - Log(survival[bin - 1]);
    }

    /// <summary>
    /// Cross-entropy form of the loss (PORPOISE): -log(1 - S(Y)) for a death in bin Y, -log S(Y) for a censoring there, mixed with
    /// the likelihood of deaths.
    /// </summary>
    /// <param name="logits">[K], hazards before the sigmoid.</param>
    /// <param name="bin">Time bin of death or censoring, 0 to K - 1.</param>
    /// <param name="observed">True when death was observed.</param>
    /// <param name="alpha">Share of the likelihood term, in [0, 1]. Default 0.</param>
    /// <returns>Scalar; finite even where S(Y) rounds to 1, unlike that of MCAT-derived code.</returns>
    public static Tensor CrossEntropy(Tensor logits, int bin, bool observed, double alpha = 0)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentOutOfRangeException.ThrowIfNegative(bin);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bin, logits.shape[0]);
        var hazards = logits.sigmoid();
        var survival = hazards.From(1).cumprod(0);
        if (!observed) return Log(survival[bin]).Times(-(1 - alpha));
        var outlived = Log(survival[bin].AtLeast(Smallest).From(1)).Times(-(1 - alpha));
        var likelihood = Log(hazards[bin]);
        if (bin > 0) likelihood = likelihood.Plus(survival[bin - 1].Plus(Smallest).log());
        return outlived - likelihood.Times(alpha);
    }

    private static Tensor Log(Tensor probability) => probability.AtLeast(Smallest).log();
}
