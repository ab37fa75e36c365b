using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>
/// Negative log partial likelihood of Cox's model for a batch of patients (Cox 1972; as a network's loss, Katzman et al.
/// 2018). The risk set of a death is taken within the batch: a batch of one carries no information and is refused, and
/// small batches carry little.
/// </summary>
internal static class CoxLoss
{
    /// <summary>Tied deaths leave the risk set gradually: for the m-th of d, m/d of their sum is removed (Efron 1977).</summary>
    /// <param name="logHazards">[n], one log hazard per patient, up to a common constant; n at least 2.</param>
    /// <param name="time">Follow-up time of each patient, in any unit.</param>
    /// <param name="observed">True when death was observed.</param>
    /// <returns>Scalar: the mean over the deaths; 0 with gradient 0 when nobody died.</returns>
    /// <exception cref="ArgumentException">The batch holds fewer than two patients, the lengths differ, or a time is NaN.</exception>
    public static Tensor Efron(Tensor logHazards, ReadOnlySpan<float> time, ReadOnlySpan<bool> observed) =>
        Loss(logHazards, time, observed, efron: true);

    /// <summary>Each of several tied deaths has the whole risk set (Breslow 1974).</summary>
    /// <inheritdoc cref="Efron"/>
    public static Tensor Breslow(Tensor logHazards, ReadOnlySpan<float> time, ReadOnlySpan<bool> observed) =>
        Loss(logHazards, time, observed, efron: false);

    private static Tensor Loss(Tensor logHazards, ReadOnlySpan<float> time, ReadOnlySpan<bool> observed, bool efron)
    {
        ArgumentNullException.ThrowIfNull(logHazards);
        Require.ComparablePatients(logHazards, time, observed, "Cox");
        var ties = new TiedDeaths(time, observed);
        if (ties.Deaths.Length == 0) return logHazards.sum().Times(0);

        var device = logHazards.device;
        var sorted = logHazards.index_select(0, tensor(ties.Order, device: device));
        // Log of the summed hazards of all patients at risk, taken at the last patient of each death's time.
        var atRisk = sorted.logcumsumexp(0).index_select(0, tensor(ties.EndOfTime, device: device));
        var deaths = sorted.index_select(0, tensor(ties.Deaths, device: device));
        if (efron && ties.HasTies)
        {
            // Relative to the whole risk set a share is at most 1, whatever the size of the hazards.
            var groups = tensor(ties.Group, device: device);
            var shares = zeros(ties.Groups, dtype: logHazards.dtype, device: device).PlusAt(groups, (deaths - atRisk).exp());
            var removed = tensor(ties.RemovedShare, device: device).to(logHazards.dtype);
            atRisk = atRisk.Plus((-removed * shares.index_select(0, groups)).log1p());
        }
        return (atRisk - deaths).mean();
    }

    /// <summary>Positions of the deaths in a batch sorted by descending time.</summary>
    private sealed class TiedDeaths
    {
        public TiedDeaths(ReadOnlySpan<float> time, ReadOnlySpan<bool> observed)
        {
            var times = time.ToArray();
            var events = observed.ToArray();
            int[] order = [.. Enumerable.Range(0, times.Length).OrderByDescending(i => times[i])];
            Order = Array.ConvertAll(order, i => (long)i);
            var (deaths, ends, group, removed) = (new List<long>(), new List<long>(), new List<long>(), new List<double>());
            for (int start = 0, end; start < order.Length; start = end)
            {
                for (end = start + 1; end < order.Length && times[order[end]] == times[order[start]];) end++;
                int[] died = [.. Enumerable.Range(start, end - start).Where(position => events[order[position]])];
                for (var m = 0; m < died.Length; m++)
                {
                    deaths.Add(died[m]);
                    ends.Add(end - 1);
                    group.Add(Groups);
                    removed.Add((double)m / died.Length);
                }
                if (died.Length > 0) Groups++;
                HasTies |= died.Length > 1;
            }
            (Deaths, EndOfTime, Group, RemovedShare) = ([.. deaths], [.. ends], [.. group], [.. removed]);
        }

        public long[] Order { get; }

        public long[] Deaths { get; }

        public long[] EndOfTime { get; }

        public long[] Group { get; }

        public double[] RemovedShare { get; }

        public int Groups { get; }

        public bool HasTies { get; }
    }
}
