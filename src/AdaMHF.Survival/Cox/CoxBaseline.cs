namespace AdaMHF.Survival;

/// <summary>A cumulative baseline hazard, estimated from the risk sets.</summary>
internal sealed class CoxBaseline
{
    private readonly double[] _ownExcess;

    /// <summary>Adds up the steps.</summary>
    /// <param name="steps">Per event time, rising: the step for everyone at risk, and that for those who have their event then.</param>
    public CoxBaseline(List<(double Time, double All, double Own)> steps)
    {
        Times = new double[steps.Count];
        CumulativeHazard = new double[steps.Count];
        _ownExcess = new double[steps.Count];
        var sum = 0.0;
        for (var k = 0; k < steps.Count; k++)
        {
            Times[k] = steps[k].Time;
            CumulativeHazard[k] = sum += steps[k].All;
            _ownExcess[k] = steps[k].All - steps[k].Own;
        }
    }

    /// <summary>The distinct event times, rising.</summary>
    public double[] Times { get; }

    public double[] CumulativeHazard { get; }

    /// <summary>
    /// Cumulative hazard of a subject with eta = 0. Under Efron's rule the tied subjects leave gradually, so that a subject whose event is
    /// at a tied time gets less of that time's step.
    /// </summary>
    public double Accumulated(double time, bool observed)
    {
        var all = StepCurve.At(Times, CumulativeHazard, time, 0);
        return observed ? all - _ownExcess[Array.BinarySearch(Times, time)] : all;
    }
}
