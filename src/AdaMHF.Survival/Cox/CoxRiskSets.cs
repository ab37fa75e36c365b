namespace AdaMHF.Survival;

/// <summary>A sample ordered for the Cox model, stratum by stratum: risk sets grow from the latest time down.</summary>
internal sealed class CoxRiskSets
{
    private readonly CoxSample _sample;
    private readonly double[][] _rows;
    private readonly CoxTies _ties;
    private readonly CoxRiskWalk[] _strata;
    private readonly int _columns;

    /// <summary>Orders a sample.</summary>
    /// <param name="sample">Outcomes.</param>
    /// <param name="rows">One row of covariates per subject; empty rows when only the predictor counts.</param>
    /// <param name="ties">Treatment of tied events.</param>
    public CoxRiskSets(CoxSample sample, double[][] rows, CoxTies ties)
    {
        (_sample, _rows, _ties) = (sample, rows, ties);
        _columns = rows[0].Length;
        _strata = [.. sample.Strata().Select(members => new CoxRiskWalk(sample, rows, members))];
    }

    public CoxDerivatives Evaluate(double[] eta)
    {
        var result = new CoxDerivatives(_columns);
        foreach (var stratum in _strata)
        {
            stratum.Run(eta, (events, atRisk, tied) =>
            {
                var weight = 0.0;
                foreach (var subject in events)
                {
                    var own = _sample.WeightOf(subject);
                    weight += own / events.Count;
                    result.LogLikelihood += own * eta[subject];
                    for (var i = 0; i < _columns; i++) result.Gradient[i] += own * _rows[subject][i];
                }
                for (var m = 0; m < events.Count; m++) result.AddEvent(atRisk, tied, RemovedShare(m, events.Count), weight);
            });
        }
        return result;
    }

    /// <summary>Steps of the cumulative baseline hazard, for subjects with eta = 0, of each stratum.</summary>
    public CoxBaseline[] Baselines(double[] eta) => Array.ConvertAll(_strata, stratum => Baseline(stratum, eta));

    private CoxBaseline Baseline(CoxRiskWalk stratum, double[] eta)
    {
        var steps = new List<(double Time, double All, double Own)>();
        stratum.Run(eta, (events, atRisk, tied) =>
        {
            var weight = events.Sum(_sample.WeightOf) / events.Count;
            double all = 0, own = 0;
            for (var m = 0; m < events.Count; m++)
            {
                var removed = RemovedShare(m, events.Count);
                var step = weight * Math.Exp(-atRisk.Shift) / (atRisk.Zeroth - removed * tied.Zeroth);
                all += step;
                own += step * (1 - removed);
            }
            steps.Add((_sample.Time[events[0]], all, own));
        });
        steps.Reverse();
        return new CoxBaseline(steps);
    }

    private double RemovedShare(int m, int events) => _ties == CoxTies.Efron ? (double)m / events : 0;
}
