using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary><see cref="DiscreteSurvivalLoss"/> for a batch of patients in one step.</summary>
internal static class DiscreteSurvivalBatchLoss
{
    private const double Smallest = 1e-7;

    /// <summary>Mean negative log-likelihood over the patients.</summary>
    /// <param name="logits">[n, K], hazards before the sigmoid.</param>
    /// <param name="bins">Time bin of death or censoring of each patient, 0 to K - 1.</param>
    /// <param name="observed">True when death was observed.</param>
    /// <param name="alpha">Extra weight on observed deaths, in [0, 1]. Default 0, as in every published run.</param>
    /// <returns>Scalar.</returns>
    public static Tensor NegativeLogLikelihood(Tensor logits, ReadOnlySpan<int> bins, ReadOnlySpan<bool> observed, double alpha = 0)
    {
        ArgumentNullException.ThrowIfNull(logits);
        if (logits.dim() != 2 || logits.shape[0] != bins.Length || bins.Length != observed.Length)
        {
            throw new ArgumentException(
                $"Expected logits, bin and event per patient, got shape [{string.Join(", ", logits.shape)}], "
                + $"{bins.Length} bins and {observed.Length} events.",
                nameof(logits));
        }
        foreach (var bin in bins)
        {
            if (bin < 0 || bin >= logits.shape[1])
                throw new ArgumentOutOfRangeException(nameof(bins), bin, $"Expected a bin from 0 to {logits.shape[1] - 1}.");
        }

        var device = logits.device;
        var place = tensor(Array.ConvertAll(bins.ToArray(), bin => (long)bin), device: device).unsqueeze(1);
        var died = tensor(observed.ToArray(), device: device).to(logits.dtype);
        var hazards = logits.sigmoid();
        // Survival 1 before the first bin.
        var survival = cat([ones_like(logits.narrow(1, 0, 1)), (1 - hazards).cumprod(1)], 1);
        var deaths = -Log(survival.gather(1, place)) - Log(hazards.gather(1, place));
        var survivors = -(1 - alpha) * Log(survival.gather(1, place + 1));
        return ((died * deaths.squeeze(1)) + ((1 - died) * survivors.squeeze(1))).mean();
    }

    private static Tensor Log(Tensor probability) => probability.clamp_min(Smallest).log();
}
