namespace AdaMHF.Survival;

/// <summary>Memory for sorting one number per subject. A sample of a million is sorted twice, by risk and by time; once is enough to hold both.</summary>
internal sealed class SortBuffer(int subjects)
{
    private readonly double[] _values = new double[subjects];
    private readonly int[] _subjects = new int[subjects];

    /// <summary>Sorts; the result is overwritten by the next sort.</summary>
    /// <returns>The values, rising, and whose they are.</returns>
    public (double[] Values, int[] Subjects) Sort(ReadOnlySpan<double> values)
    {
        values.CopyTo(_values);
        for (var i = 0; i < _subjects.Length; i++) _subjects[i] = i;
        Array.Sort(_values, _subjects);
        return (_values, _subjects);
    }
}
