namespace AdaMHF.Survival;

/// <summary>The survival curve behind discrete hazards: known at the edges of the bins, a straight line between them.</summary>
internal sealed class HazardCurve
{
    private readonly double[] _times;
    private readonly double[] _survival;

    public HazardCurve(ReadOnlySpan<double> hazards, TimeBins bins, double horizon)
    {
        ArgumentNullException.ThrowIfNull(bins);
        if (hazards.Length != bins.Count)
        {
            throw new SurvivalDataException(
                $"hazards holds {hazards.Length} values for {bins.Count} time bins: expected one hazard per bin.", nameof(hazards));
        }
        var lastInnerEdge = bins.Edges[^2];
        if (!double.IsFinite(horizon) || horizon <= lastInnerEdge)
        {
            throw new ArgumentOutOfRangeException(
                nameof(horizon),
                horizon,
                $"horizon is {Require.Text(horizon)}: expected a finite time above the last inner edge {Require.Text(lastInnerEdge)}.");
        }
        _times = [.. bins.Edges.AsSpan()[..^1], horizon];
        _survival = [1, .. DiscreteHazards.Survival(hazards)];
    }

    public double SurvivalAt(double time)
    {
        var right = 1;
        while (_times[right] < time) right++;
        var fraction = (time - _times[right - 1]) / (_times[right] - _times[right - 1]);
        return _survival[right - 1] + (_survival[right] - _survival[right - 1]) * fraction;
    }

    public double Area()
    {
        var area = 0.0;
        for (var k = 1; k < _times.Length; k++) area += (_times[k] - _times[k - 1]) * (_survival[k] + _survival[k - 1]) / 2;
        return area;
    }

    public double FirstTimeAt(double level)
    {
        var right = 1;
        while (right < _times.Length && _survival[right] > level) right++;
        if (right == _times.Length) return double.NaN;
        var fraction = (_survival[right - 1] - level) / (_survival[right - 1] - _survival[right]);
        return _times[right - 1] + (_times[right] - _times[right - 1]) * fraction;
    }
}
