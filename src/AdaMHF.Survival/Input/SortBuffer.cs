namespace AdaMHF.Survival;

/// <summary>Memory for sorting one number per subject, shared by the sorts by risk and by time.</summary>
internal sealed class SortBuffer(int subjects)
{
    private readonly double[] _values = new double[subjects];
    private readonly int[] _subjects = new int[subjects];

    /// <summary>Sorts; the result is overwritten by the next sort.</summary>
    /// <returns>The values, rising, and the subject of each.</returns>
    public (double[] Values, int[] Subjects) Sort(ReadOnlySpan<double> values)
    {
        values.CopyTo(_values);
        for (var i = 0; i < _subjects.Length; i++) _subjects[i] = i;
        Array.Sort(_values, _subjects);
        return (_values, _subjects);
    }
}
