using AdaMHF.Survival;
using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>Removes gene columns by their statistics in the training rows.</summary>
internal static class GenomicFilters
{
    /// <summary>The removed columns, each with the first filter that it did not pass, in the order of the vector.</summary>
    /// <param name="input">Training rows, for time and event.</param>
    /// <param name="rows">Their genes.</param>
    /// <param name="statistics">Statistics of the slots in use.</param>
    /// <param name="options">Thresholds.</param>
    public static List<FilteredGene> Apply(
        IDataView input, GeneRows rows, Dictionary<int, GeneStatistics> statistics, GenomicGroupingOptions options)
    {
        var filtered = new SortedDictionary<int, FilteredGene>();
        if (options.MinimumVariance is { } variance)
            Drop(slot => statistics[slot].Variance, value => !(value > variance), GenomicFilter.Variance);
        if (options.MinimumMutationFrequency is { } share)
            Drop(slot => IsMutation(slot) ? MutationFrequency(slot) : 1, value => value < share, GenomicFilter.MutationFrequency);
        if (options.LargestFalseDiscoveryRate is { } rate)
        {
            int[] left = [.. Left()];
            var adjusted = left.Zip(AdjustedPValues(left)).ToDictionary(pair => pair.First, pair => pair.Second);
            Drop(slot => adjusted[slot], value => !(value <= rate), GenomicFilter.FalseDiscoveryRate);
        }
        return [.. filtered.Values];

        IEnumerable<int> Left() => statistics.Keys.Order().Where(slot => !filtered.ContainsKey(slot));

        void Drop(Func<int, double> measure, Predicate<double> fails, GenomicFilter filter)
        {
            foreach (var slot in Left().ToArray())
            {
                var value = measure(slot);
                if (fails(value)) filtered.Add(slot, new(rows.Columns[slot], filter, value));
            }
        }

        bool IsMutation(int slot) => GeneGroups.SuffixOf(rows.Columns[slot], options.MutationSuffixes) is not null;

        double MutationFrequency(int slot) =>
            rows.Column(slot).Count(value => value is not (0 or double.NaN)) / (double)Math.Max(1, statistics[slot].Count);

        double[] AdjustedPValues(int[] slots)
        {
            var outcomes = SurvivalOutcomes.Read(input, options);
            int[] known = [.. Enumerable.Range(0, rows.Count).Where(row => !rows.IsMissing(row))];
            double[] time = [.. known.Select(row => outcomes.Time[row])];
            bool[] @event = [.. known.Select(row => outcomes.Event[row])];
            var pValues = new double[slots.Length];
            Parallel.For(0, slots.Length, i =>
            {
                var mean = statistics[slots[i]].Mean;
                double[] values = [.. known.Select(row => rows[row, slots[i]]).Select(value => double.IsNaN(value) ? mean : value)];
                pValues[i] = UnivariateCox.PValue(time, @event, values);
            });
            return FalseDiscoveryRate.BenjaminiHochberg(pValues);
        }
    }
}
