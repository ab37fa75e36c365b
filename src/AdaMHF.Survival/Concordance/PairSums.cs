namespace AdaMHF.Survival;

/// <summary>Sums over the comparable pairs of a sample: counts, weighted sums, and each subject's share in them.</summary>
/// <param name="subjects">Number of subjects.</param>
/// <param name="subjectWeight">Number of subjects that each one represents; null for 1.</param>
internal sealed class PairSums(int subjects, double[]? subjectWeight = null)
{
    public long Concordant { get; set; }

    public long Discordant { get; set; }

    public long TiedRisk { get; set; }

    /// <summary>Pairs of events at one time whose risks differ; not comparable.</summary>
    public long TiedEventTimes { get; set; }

    /// <summary>Pairs of events at one time whose risks are tied; not comparable.</summary>
    public long TiedEventTimesAndRisks { get; set; }

    /// <summary>Comparable pairs of an event and a censoring at one time.</summary>
    public long EventCensoredSameTime { get; set; }

    public double ConcordantWeight { get; set; }

    public double DiscordantWeight { get; set; }

    public double TiedRiskWeight { get; set; }

    /// <summary>Per subject: weighted scores (1, 0.5, 0) over the comparable pairs that contain it, on either side.</summary>
    public double[] Score { get; } = new double[subjects];

    /// <summary>Per subject: weights of the comparable pairs that contain it.</summary>
    public double[] Weight { get; } = new double[subjects];

    public double TotalWeight => ConcordantWeight + DiscordantWeight + TiedRiskWeight;

    public double ConcordanceIndex => (ConcordantWeight + 0.5 * TiedRiskWeight) / TotalWeight;

    /// <summary>
    /// First-order influence of each subject on the index; the squares sum to its variance (infinitesimal jackknife).
    /// </summary>
    public double[] Influence()
    {
        var influence = new double[Score.Length];
        for (var i = 0; i < influence.Length; i++) influence[i] = InfluenceOf(i);
        return influence;
    }

    public double Variance()
    {
        var variance = 0.0;
        for (var i = 0; i < Score.Length; i++)
        {
            var influence = InfluenceOf(i);
            variance += (subjectWeight?[i] ?? 1) * influence * influence;
        }
        return variance;
    }

    private double InfluenceOf(int subject) => (Score[subject] - ConcordanceIndex * Weight[subject]) / TotalWeight;

    /// <summary>Adds the sums of one stratum, whose subjects are <paramref name="members"/> of this whole.</summary>
    public void AddStratum(PairSums stratum, int[] members)
    {
        Concordant += stratum.Concordant;
        Discordant += stratum.Discordant;
        TiedRisk += stratum.TiedRisk;
        TiedEventTimes += stratum.TiedEventTimes;
        TiedEventTimesAndRisks += stratum.TiedEventTimesAndRisks;
        EventCensoredSameTime += stratum.EventCensoredSameTime;
        ConcordantWeight += stratum.ConcordantWeight;
        DiscordantWeight += stratum.DiscordantWeight;
        TiedRiskWeight += stratum.TiedRiskWeight;
        for (var i = 0; i < members.Length; i++)
        {
            Score[members[i]] = stratum.Score[i];
            Weight[members[i]] = stratum.Weight[i];
        }
    }
}
