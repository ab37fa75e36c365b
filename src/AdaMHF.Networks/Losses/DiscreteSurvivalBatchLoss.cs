using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary><see cref="DiscreteSurvivalLoss"/> for the patients of a batch at once.</summary>
internal static class DiscreteSurvivalBatchLoss
{
    private const double Smallest = 1e-7;

    /// <summary>Negative log-likelihood of each patient.</summary>
    /// <param name="logits">[n, K], hazards before the sigmoid.</param>
    /// <param name="bins">Time bin of death or censoring of each patient, 0 to K - 1.</param>
    /// <param name="observed">True when death was observed.</param>
    /// <param name="alpha">Extra weight on observed deaths, in [0, 1]. Default 0, as in every published run.</param>
    /// <returns>[n].</returns>
    public static Tensor NegativeLogLikelihood(Tensor logits, ReadOnlySpan<int> bins, ReadOnlySpan<bool> observed, double alpha = 0)
    {
        var (hazard, before, after, died) = Terms(logits, bins, observed);
        var deaths = -Log(before) - Log(hazard);
        return where(died, deaths, Log(after).Times(-(1 - alpha)));
    }

    /// <summary>Cross-entropy form of the loss of each patient, see <see cref="DiscreteSurvivalLoss.CrossEntropy"/>.</summary>
    /// <param name="logits">[n, K], hazards before the sigmoid.</param>
    /// <param name="bins">Time bin of death or censoring of each patient, 0 to K - 1.</param>
    /// <param name="observed">True when death was observed.</param>
    /// <param name="alpha">Share of the likelihood term, in [0, 1]. Default 0.</param>
    /// <returns>[n].</returns>
    public static Tensor CrossEntropy(Tensor logits, ReadOnlySpan<int> bins, ReadOnlySpan<bool> observed, double alpha = 0)
    {
        var (hazard, before, after, died) = Terms(logits, bins, observed);
        var outlived = Log(after.AtLeast(Smallest).From(1)).Times(-(1 - alpha));
        var deaths = outlived - Log(hazard).Plus(before.log()).Times(alpha);
        return where(died, deaths, Log(after).Times(-(1 - alpha)));
    }

    /// <summary>Of each patient: hazard of the own bin, survival before it and after it, and whether death was observed.</summary>
    private static (Tensor Hazard, Tensor Before, Tensor After, Tensor Died) Terms(
        Tensor logits, ReadOnlySpan<int> bins, ReadOnlySpan<bool> observed)
    {
        ArgumentNullException.ThrowIfNull(logits);
        if (logits.dim() != 2 || logits.shape[0] != bins.Length || bins.Length != observed.Length)
        {
            throw new ArgumentException(
                $"Expected logits, bin and event per patient, got shape [{string.Join(", ", logits.shape)}], {bins.Length} bins "
                    + $"and {observed.Length} events.",
                nameof(logits));
        }
        foreach (var bin in bins)
        {
            if (bin < 0 || bin >= logits.shape[1])
                throw new ArgumentOutOfRangeException(nameof(bins), bin, $"Expected a bin from 0 to {logits.shape[1] - 1}.");
        }
        var device = logits.device;
        var place = tensor(Array.ConvertAll(bins.ToArray(), bin => (long)bin), device: device).unsqueeze(1);
        var hazards = logits.sigmoid();
        // One bin in front, that everyone outlives.
        var survival = cat([ones_like(logits.narrow(1, 0, 1)), hazards.From(1).cumprod(1)], 1);
        return (hazards.gather(1, place).squeeze(1), survival.gather(1, place).squeeze(1), survival.gather(1, place.Plus(1)).squeeze(1),
            tensor(observed.ToArray(), device: device));
    }

    private static Tensor Log(Tensor probability) => probability.AtLeast(Smallest).log();
}
