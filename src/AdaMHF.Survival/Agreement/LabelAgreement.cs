namespace AdaMHF.Survival;

/// <summary>
/// Do two groupings of the same subjects agree, such as the experts that a network chose and known subtypes? By their mutual information,
/// whatever the groups are called and however many there are.
/// </summary>
/// <remarks>
/// Mutual information is I = sum n_ij/N ln(N n_ij / (a_i b_j)) over the table of counts n_ij with row sums a_i and column sums b_j. It is
/// above 0 by chance alone, so it is adjusted by its expectation E over all permutations: (I - E) / ((H_1 + H_2) / 2 - E) with the
/// entropies H of the groupings, which is 1 for equal groupings and 0 on average for unrelated ones. The p-value is that of a permutation
/// test on I: (1 + permutations with at least as much) / (1 + permutations).
/// </remarks>
/// <param name="Subjects">Number of subjects.</param>
/// <param name="MutualInformation">I in nats, at least 0.</param>
/// <param name="AdjustedMutualInformation">
/// At most 1, 0 on average by chance, below 0 where there is less than by chance; 0 where one of the groupings has a single group, NaN
/// where both have.
/// </param>
/// <param name="PValue">Of the permutation test, in (0, 1]; 1 where a grouping has a single group.</param>
/// <seealso href="https://jmlr.org/papers/v11/vinh10a.html">Vinh, Epps and Bailey 2010</seealso>
public sealed record LabelAgreement(int Subjects, double MutualInformation, double AdjustedMutualInformation, double PValue)
{
    // Sums over the cells of one table in another order differ by less.
    private const double Rounding = 1e-12;

    /// <summary>Compares two groupings.</summary>
    /// <param name="groups">Group of each subject, any numbers.</param>
    /// <param name="labels">Label of each subject, any numbers.</param>
    /// <param name="permutations">Permutations of the test, at least 1. Default 9,999.</param>
    /// <param name="seed">Seed of the permutations.</param>
    /// <exception cref="SurvivalDataException">Lengths differ, or there is no subject.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than one permutation.</exception>
    public static LabelAgreement Of(ReadOnlySpan<int> groups, ReadOnlySpan<int> labels, int permutations = 9_999, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(permutations, 1);
        if (groups.IsEmpty) throw new SurvivalDataException("There is no subject: expected one group per subject.", nameof(groups));
        Require.SameLength(labels.Length, nameof(labels), groups.Length);
        int[] rows = Numbered(groups), columns = Numbered(labels);
        var information = Information(rows, columns);
        var random = new Random(seed);
        var asMuch = 0;
        int[] shuffled = [.. columns];
        for (var permutation = 0; permutation < permutations; permutation++)
        {
            random.Shuffle(shuffled);
            if (Information(rows, shuffled) >= information - Rounding) asMuch++;
        }
        return new(groups.Length, information, Adjusted(information, Sizes(rows), Sizes(columns)), (1.0 + asMuch) / (1 + permutations));
    }

    private static double Adjusted(double information, int[] rows, int[] columns)
    {
        if (rows.Length == 1 || columns.Length == 1) return rows.Length == columns.Length ? double.NaN : 0;
        var expected = Expected(rows, columns);
        var mean = (Entropy(rows) + Entropy(columns)) / 2;
        // Where every subject is a group of its own in both, nothing but agreement is possible.
        return mean - expected < Rounding ? 1 : (information - expected) / (mean - expected);
    }

    /// <summary>Mean mutual information of all tables with these sums: cell by cell over the hypergeometric distribution.</summary>
    private static double Expected(int[] rows, int[] columns)
    {
        var all = rows.Sum();
        double[] logFactorial = new double[all + 1];
        for (var n = 1; n <= all; n++) logFactorial[n] = logFactorial[n - 1] + Math.Log(n);
        double LogChoose(int n, int k) => logFactorial[n] - logFactorial[k] - logFactorial[n - k];
        var sum = 0.0;
        foreach (var row in rows)
        {
            foreach (var column in columns)
            {
                for (var n = Math.Max(1, row + column - all); n <= Math.Min(row, column); n++)
                {
                    var probability = Math.Exp(LogChoose(row, n) + LogChoose(all - row, column - n) - LogChoose(all, column));
                    sum += probability * Term(n, row, column, all);
                }
            }
        }
        return sum;
    }

    private static double Information(int[] rows, int[] columns)
    {
        var (rowSizes, columnSizes) = (Sizes(rows), Sizes(columns));
        var table = new int[rowSizes.Length, columnSizes.Length];
        for (var subject = 0; subject < rows.Length; subject++) table[rows[subject], columns[subject]]++;
        var sum = 0.0;
        for (var row = 0; row < rowSizes.Length; row++)
        {
            for (var column = 0; column < columnSizes.Length; column++)
            {
                if (table[row, column] > 0) sum += Term(table[row, column], rowSizes[row], columnSizes[column], rows.Length);
            }
        }
        return Math.Max(0, sum);
    }

    private static double Term(int count, int row, int column, int all) =>
        (double)count / all * Math.Log((double)all * count / ((double)row * column));

    private static double Entropy(int[] sizes)
    {
        double all = sizes.Sum();
        return -sizes.Sum(size => size / all * Math.Log(size / all));
    }

    private static int[] Sizes(int[] numbered)
    {
        var sizes = new int[numbered.Max() + 1];
        foreach (var group in numbered) sizes[group]++;
        return sizes;
    }

    private static int[] Numbered(ReadOnlySpan<int> groups)
    {
        var numbers = new Dictionary<int, int>();
        var numbered = new int[groups.Length];
        for (var subject = 0; subject < groups.Length; subject++)
        {
            numbers.TryAdd(groups[subject], numbers.Count);
            numbered[subject] = numbers[groups[subject]];
        }
        return numbered;
    }
}
