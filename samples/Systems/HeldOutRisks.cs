using System.Globalization;
using AdaMHF.Survival;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Systems;

/// <summary>Risks of held-out patients of several cohorts. Patients of different cohorts, whose models differ, are never compared.</summary>
internal sealed class HeldOutRisks
{
    private readonly List<double> _time = [];
    private readonly List<bool> _died = [];
    private readonly List<double> _risk = [];
    private readonly List<int> _cohort = [];

    public void Add(int cohort, IDataView scored) => Add(cohort, scored, RisksOf(scored));

    public void Add(int cohort, IDataView patients, double[] risks)
    {
        _time.AddRange(patients.GetColumn<float>("Time").Select(months => (double)months));
        _died.AddRange(patients.GetColumn<bool>("Event"));
        _risk.AddRange(risks);
        _cohort.AddRange(risks.Select(_ => cohort));
    }

    public ConcordanceResult Concordance => AdaMHF.Survival.Concordance.HarrellStratified([.. _time], [.. _died], [.. _risk], [.. _cohort]);

    public static double[] RisksOf(IDataView scored) => [.. scored.GetColumn<float>("Score").Select(risk => (double)risk)];

    public static string Text(ConcordanceResult concordance) => string.Create(CultureInfo.InvariantCulture, $"{concordance.ConcordanceIndex:F3} ± {concordance.StandardError:F3}");
}
