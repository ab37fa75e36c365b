namespace AdaMHF.MLNet;

/// <summary>How a clinical column is coded; stored in the model.</summary>
/// <param name="Name">The column.</param>
/// <param name="Mean">Mean over the training rows that have a number; 0 for categories.</param>
/// <param name="Deviation">Standard deviation over them, above 0; 1 for categories and constants.</param>
/// <param name="Categories">Categories with a value of their own, in ordinal order; null for numbers.</param>
/// <param name="Shares">Share of each category among the training rows that have one; null for numbers.</param>
internal sealed record CodedColumn(string Name, double Mean, double Deviation, string[]? Categories, double[]? Shares)
{
    /// <summary>Values that the column takes in the vector.</summary>
    public int Width => Categories?.Length ?? 1;

    /// <summary>Names of these values.</summary>
    public IEnumerable<string> Slots => Categories?.Select(category => $"{Name}={category}") ?? [Name];

    /// <summary>Learns a column of numbers.</summary>
    /// <param name="name">The column.</param>
    /// <param name="values">Its training rows, NaN where missing.</param>
    /// <exception cref="InvalidOperationException">A value is infinite.</exception>
    public static CodedColumn Of(string name, IEnumerable<double> values)
    {
        double[] known = [.. values.Where(value => !double.IsNaN(value))];
        if (known.Any(double.IsInfinity))
            throw new InvalidOperationException($"Clinical column '{name}' has an infinite value; expected finite numbers, or NaN.");
        if (known.Length == 0) return new(name, 0, 1, null, null);
        var mean = known.Average();
        var deviation = Math.Sqrt(known.Average(value => (value - mean) * (value - mean)));
        // Rounding alone is no difference between patients.
        return new(name, mean, deviation > 1e-7 * Math.Abs(mean) ? deviation : 1, null, null);
    }

    /// <summary>Learns a column of categories.</summary>
    /// <param name="name">The column.</param>
    /// <param name="values">Its training rows, empty where missing.</param>
    /// <param name="minPatients">Rows that a category needs.</param>
    public static CodedColumn Of(string name, IEnumerable<string> values, int minPatients)
    {
        string[] known = [.. values.Where(value => value.Length > 0)];
        var categories = known.GroupBy(value => value).Where(category => category.Count() >= minPatients)
            .OrderBy(category => category.Key, StringComparer.Ordinal).ToArray();
        return new(
            name, 0, 1,
            [.. categories.Select(category => category.Key)],
            [.. categories.Select(category => (double)category.Count() / known.Length)]);
    }

    /// <summary>Codes a number; NaN is the training mean.</summary>
    public void Code(double value, Span<float> into) => into[0] = double.IsNaN(value) ? 0 : (float)((value - Mean) / Deviation);

    /// <summary>Codes a category; an empty or unknown one is the training mean.</summary>
    public void Code(ReadOnlySpan<char> value, Span<float> into)
    {
        var known = -1;
        for (var i = 0; i < Categories!.Length && known < 0; i++)
        {
            if (value.SequenceEqual(Categories[i])) known = i;
        }
        for (var i = 0; i < into.Length; i++) into[i] = known < 0 ? 0 : (float)((i == known ? 1 : 0) - Shares![i]);
    }

    /// <summary>Checks every value of stored settings.</summary>
    /// <exception cref="ArgumentException">One is out of its range; the message names it.</exception>
    public void Check()
    {
        OptionCheck.Require(Name.Length > 0, nameof(Name), "empty", "a name");
        OptionCheck.Require(double.IsFinite(Mean), nameof(Mean), Mean, "a finite number");
        OptionCheck.Require(Deviation > 0 && double.IsFinite(Deviation), nameof(Deviation), Deviation, "a finite number above 0");
        OptionCheck.Require(Categories?.Length == Shares?.Length, nameof(Shares), Shares?.Length, "one for each category");
        if (Shares is not null)
            StoredNumbers.RequireEach(Shares, share => share is >= 0 and <= 1, nameof(Shares), "a share of 0 to 1");
    }
}
