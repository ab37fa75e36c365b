namespace AdaMHF.PatchBags;

/// <summary>
/// Standardises patch features column by column: (x - mean) / deviation, of sign(x) log(1 + |x|) in place of x where the logarithm is
/// taken. Immutable; safe to use from many threads at once.
/// </summary>
public sealed class PatchScaling
{
    private readonly double[] _means;
    private readonly double[] _deviations;

    /// <summary>Creates a scaling.</summary>
    /// <param name="means">Mean of each column, finite.</param>
    /// <param name="deviations">Standard deviation of each column, finite, at least 0; a column with 0 becomes 0 everywhere.</param>
    /// <param name="signedLog">Whether means and deviations are those of sign(x) log(1 + |x|). Default false.</param>
    /// <param name="fillsMissing">Whether NaN becomes 0, the mean; false refuses it. Default false.</param>
    /// <exception cref="ArgumentException">The lengths differ or are 0, or a number is not allowed.</exception>
    public PatchScaling(
        IReadOnlyList<double> means, IReadOnlyList<double> deviations, bool signedLog = false, bool fillsMissing = false)
    {
        ArgumentNullException.ThrowIfNull(means);
        ArgumentNullException.ThrowIfNull(deviations);
        if (means.Count == 0 || means.Count != deviations.Count)
            throw new ArgumentException($"There are {means.Count} means and {deviations.Count} deviations; expected as many, at least 1.");
        if (!means.All(double.IsFinite) || !deviations.All(deviation => deviation >= 0 && double.IsFinite(deviation)))
            throw new ArgumentException("A mean or a standard deviation is not finite, or a deviation is below 0.");
        (_means, _deviations, SignedLog, FillsMissing) = ([.. means], [.. deviations], signedLog, fillsMissing);
    }

    /// <summary>Mean of each column.</summary>
    public IReadOnlyList<double> Means => _means;

    /// <summary>Standard deviation of each column; 0 for a constant one.</summary>
    public IReadOnlyList<double> Deviations => _deviations;

    /// <summary>Whether the logarithm is taken first.</summary>
    public bool SignedLog { get; }

    /// <summary>Whether NaN becomes 0.</summary>
    public bool FillsMissing { get; }

    /// <summary>Features per patch.</summary>
    public int Width => _means.Length;

    /// <summary>sign(x) log(1 + |x|).</summary>
    internal static double SignedLogOf(double x) => Math.CopySign(Math.Log(1 + Math.Abs(x)), x);

    /// <summary>Standardises patches in place.</summary>
    /// <param name="features">Row-major, <see cref="Width"/> values per patch.</param>
    /// <param name="source">Where they come from, for messages.</param>
    /// <exception cref="PatchBagException">A feature is infinite, or NaN where that is refused.</exception>
    internal void Apply(Span<float> features, string source)
    {
        for (var patch = 0; patch < features.Length / Width; patch++)
        {
            var row = features.Slice(patch * Width, Width);
            for (var column = 0; column < row.Length; column++) row[column] = Apply(row[column], column, source);
        }
    }

    private float Apply(float value, int column, string source)
    {
        if (!float.IsFinite(value))
            return FillsMissing && float.IsNaN(value) ? 0 : throw NotFinite($"'{source}'", column, value);
        if (_deviations[column] == 0) return 0;
        return (float)(((SignedLog ? SignedLogOf(value) : value) - _means[column]) / _deviations[column]);
    }

    internal static PatchBagException NotFinite(string owner, int column, float value) => new(FormattableString.Invariant(
        $"{owner} has a patch whose feature {column} is {value}: extract the features again, or let NaN be the training mean."));
}
