using System.Globalization;
using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>How well predicted risk orders patients by survival, with the numbers that tell how far to trust it.</summary>
public sealed class SurvivalMetrics
{
    private readonly ConcordanceResult _concordance;

    internal SurvivalMetrics(ConcordanceResult concordance) => _concordance = concordance;

    /// <summary>Harrell's C: share of the comparable pairs in which the patient with the higher risk died first.</summary>
    /// <remarks>
    /// A pair is comparable when one death is observed before the other patient's time. Risks closer than 1e-8 count one half, as in scikit-survival.
    /// 0.5 is chance, 1 perfect; NaN when no pair is comparable, see <see cref="UndefinedReason"/>.
    /// </remarks>
    public double ConcordanceIndex => _concordance.ConcordanceIndex;

    /// <summary>Lower end of the 95 % confidence interval of <see cref="ConcordanceIndex"/> (infinitesimal jackknife); NaN when undefined.</summary>
    public double LowerBound => _concordance.LowerBound;

    /// <summary>Upper end of the 95 % confidence interval of <see cref="ConcordanceIndex"/>.</summary>
    public double UpperBound => _concordance.UpperBound;

    /// <summary>Patients that were compared.</summary>
    public int Patients => _concordance.Subjects;

    /// <summary>Observed deaths among them.</summary>
    public int Events => _concordance.Events;

    /// <summary>Pairs whose order of death is known.</summary>
    public long ComparablePairs => _concordance.ComparablePairs;

    /// <summary>Why the concordance is NaN; null when it is defined.</summary>
    public string? UndefinedReason => _concordance.UndefinedReason;

    /// <summary>Such as <c>C 0.682 [0.612, 0.752], 60 patients, 36 events, 1,204 comparable pairs</c>.</summary>
    public override string ToString() => UndefinedReason is { } reason
        ? string.Create(CultureInfo.InvariantCulture, $"C undefined ({reason}), {Patients} patients, {Events} events, {ComparablePairs:N0} comparable pairs")
        : string.Create(CultureInfo.InvariantCulture, $"C {ConcordanceIndex:F3} [{LowerBound:F3}, {UpperBound:F3}], {Patients} patients, {Events} events, {ComparablePairs:N0} comparable pairs");
}
