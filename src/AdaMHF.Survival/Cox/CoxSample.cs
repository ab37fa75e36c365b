namespace AdaMHF.Survival;

/// <summary>Outcomes of a sample as a Cox model sees them.</summary>
/// <param name="Time">Follow-up times.</param>
/// <param name="Observed">Event flags.</param>
/// <param name="Entry">Entry times; empty when all are at risk from the start.</param>
/// <param name="Stratum">Labels of strata; empty for one stratum.</param>
/// <param name="Weight">Numbers of subjects that each represents; empty for 1.</param>
internal sealed record CoxSample(double[] Time, bool[] Observed, double[] Entry, int[] Stratum, double[] Weight)
{
    /// <summary>A sample of one stratum, all at risk from the start.</summary>
    public static CoxSample Of(ReadOnlySpan<double> time, ReadOnlySpan<bool> observed) =>
        new(time.ToArray(), observed.ToArray(), [], [], []);

    public double WeightOf(int subject) => Weight.Length == 0 ? 1 : Weight[subject];

    /// <summary>Members of each stratum, strata by rising label.</summary>
    public IEnumerable<int[]> Strata() =>
        Stratum.Length == 0 ? [[.. Enumerable.Range(0, Time.Length)]] : Survival.Strata.Members(Stratum);
}
