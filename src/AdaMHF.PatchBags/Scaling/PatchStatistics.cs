namespace AdaMHF.PatchBags;

/// <summary>
/// Column means and standard deviations of bags that are seen one after the other, by Welford's method. Every bag weighs the same however
/// many patches it has: the mean is the mean over the bags of their patches' mean, and the variance that around it, divided by the number
/// of bags. NaN is left out of its column.
/// </summary>
/// <param name="width">Features per patch, at least 1.</param>
/// <param name="signedLog">Whether sign(x) log(1 + |x|) stands in place of x.</param>
/// <param name="fillsMissing">Whether NaN is left out; false refuses it.</param>
public sealed class PatchStatistics(int width, bool signedLog = false, bool fillsMissing = false)
{
    // A column that varies by less than its values are rounded to is constant.
    private const double Resolution = 1e-7;

    private readonly int[] _bags = new int[width];
    private readonly double[] _means = new double[width];
    private readonly double[] _between = new double[width];
    private readonly double[] _within = new double[width];

    /// <summary>Adds a bag; one without patches adds nothing.</summary>
    /// <param name="patches">All patches of the bag.</param>
    /// <param name="owner">Whose they are, for messages: "Patient P-1".</param>
    /// <exception cref="PatchBagException">The width is another one, a feature is infinite, or NaN where that is refused.</exception>
    public void Add(PatchFeatures patches, string owner)
    {
        ArgumentNullException.ThrowIfNull(patches);
        if (patches.Count == 0) return;
        if (patches.Width != width)
            throw new PatchBagException($"{owner} has patch features of width {patches.Width}, those before have width {width}.");

        var counts = new int[width];
        var means = Sums(patches, counts, owner);
        for (var column = 0; column < width; column++) means[column] /= counts[column];
        var squares = SquaredDistances(patches, means);
        for (var column = 0; column < width; column++)
        {
            if (counts[column] == 0) continue;
            var distance = means[column] - _means[column];
            _means[column] += distance / ++_bags[column];
            _between[column] += distance * (means[column] - _means[column]);
            _within[column] += squares[column] / counts[column];
        }
    }

    /// <summary>The scaling by what was seen; a column that nobody has is constant.</summary>
    public PatchScaling ToScaling()
    {
        var deviations = new double[width];
        for (var column = 0; column < width; column++)
        {
            var deviation = Math.Sqrt((_between[column] + _within[column]) / Math.Max(1, _bags[column]));
            deviations[column] = deviation > Resolution * Math.Abs(_means[column]) ? deviation : 0;
        }
        return new(_means, deviations, signedLog, fillsMissing);
    }

    private double[] Sums(PatchFeatures patches, int[] counts, string owner)
    {
        var sums = new double[width];
        for (var patch = 0; patch < patches.Count; patch++)
        {
            var row = patches.Row(patch);
            for (var column = 0; column < width; column++)
            {
                var value = row[column];
                if (!float.IsFinite(value) && !(fillsMissing && float.IsNaN(value))) throw PatchScaling.NotFinite(owner, column, value);
                if (float.IsNaN(value)) continue;
                counts[column]++;
                sums[column] += Of(value);
            }
        }
        return sums;
    }

    private double[] SquaredDistances(PatchFeatures patches, double[] means)
    {
        var squares = new double[width];
        for (var patch = 0; patch < patches.Count; patch++)
        {
            var row = patches.Row(patch);
            for (var column = 0; column < width; column++)
            {
                if (float.IsNaN(row[column])) continue;
                var distance = Of(row[column]) - means[column];
                squares[column] += distance * distance;
            }
        }
        return squares;
    }

    private double Of(float value) => signedLog ? PatchScaling.SignedLogOf(value) : value;
}
