using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>
/// Logistic loss over comparable pairs, mean of log2(1 + exp(-(risk of who died first - risk of the other))): a smooth upper
/// bound of the share of discordant pairs (Raykar et al. 2007, On ranking in survival analysis). Pairs are those of Harrell's
/// concordance index within the batch.
/// </summary>
internal static class RankingLoss
{
    /// <summary>The loss of a batch.</summary>
    /// <param name="risks">[n], one risk per patient, higher = earlier death; n at least 2.</param>
    /// <param name="time">Follow-up time of each patient, in any unit.</param>
    /// <param name="observed">True when death was observed.</param>
    /// <returns>Scalar: the mean over the comparable pairs; 0 with gradient 0 when there is none.</returns>
    /// <exception cref="ArgumentException">The batch holds fewer than two patients, the lengths differ, or a time is NaN.</exception>
    public static Tensor Of(Tensor risks, ReadOnlySpan<float> time, ReadOnlySpan<bool> observed)
    {
        ArgumentNullException.ThrowIfNull(risks);
        Require.ComparablePatients(risks, time, observed, "ranking");
        var (first, second) = (new List<long>(), new List<long>());
        for (var i = 0; i < time.Length; i++)
        {
            if (!observed[i]) continue;
            for (var j = 0; j < time.Length; j++)
            {
                if (!(time[i] < time[j] || (time[i] == time[j] && !observed[j]))) continue;
                first.Add(i);
                second.Add(j);
            }
        }
        if (first.Count == 0) return risks.sum().Times(0);
        var difference = Selected(first) - Selected(second);
        return nn.functional.logsigmoid(difference).mean().Over(-Math.Log(2));

        Tensor Selected(List<long> patients) => risks.index_select(0, tensor(patients.ToArray(), device: risks.device));
    }
}
