using System.Globalization;
using AdaMHF.Survival;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>Cuts the time bins of a training run: at the edges that are given, else at quantiles of the deaths.</summary>
internal static class TrainingBins
{
    /// <summary>Bins of training patients. Quantiles that coincide, because many times are equal, are merged with a warning.</summary>
    /// <param name="time">Months.</param>
    /// <param name="event">True = death observed.</param>
    /// <param name="count">How many are wanted.</param>
    /// <param name="edges">Inner edges in place of quantiles; null for quantiles.</param>
    /// <param name="channel">Receives the warning.</param>
    /// <exception cref="SurvivalDataException">There is no death.</exception>
    public static TimeBins Of(
        ReadOnlySpan<double> time, ReadOnlySpan<bool> @event, int count, IReadOnlyList<double>? edges, IChannel channel)
    {
        if (edges is not null) return TimeBins.FromEdges([0, .. edges, double.PositiveInfinity]);
        var bins = TimeBins.FromDistinctEventQuantiles(time, @event, count);
        if (bins.Count == count) return bins;
        var inner = string.Join(", ", bins.Edges[1..^1].Select(edge => edge.ToString("G6", CultureInfo.InvariantCulture)));
        channel.Warning(
            $"Many deaths share a time, so that {count} time bins are merged to {bins.Count}"
            + $"{(inner.Length > 0 ? $", with edges at {inner} months" : "")}. "
            + $"{nameof(SurvivalTrainerOptions.TimeBinEdges)} gives others.");
        return bins;
    }

    /// <summary>The bins of a network, which predicts one hazard for each.</summary>
    /// <exception cref="SurvivalDataException">There is no death, or one bin only, of which the network cannot learn an order.</exception>
    public static TimeBins OfNetwork(SurvivalTrainerOptions options, double[] time, bool[] @event, IChannel channel)
    {
        var bins = Of(time, @event, options.TimeBins, options.TimeBinEdges, channel);
        if (bins.Count >= 2 || options.Loss.ComparesPatients()) return bins;
        throw new SurvivalDataException(
            "All deaths are at one time, so there are no two time bins with deaths in them. "
            + $"Give {nameof(options.TimeBinEdges)}, or a loss that compares patients.");
    }

    /// <summary>Refuses edges that are no times or do not rise.</summary>
    public static void Check(IReadOnlyList<double>? edges, string option) => OptionCheck.Require(
        edges is null || (edges.Count > 0 && edges.All(edge => edge > 0 && double.IsFinite(edge))
            && edges.Zip(edges.Skip(1)).All(pair => pair.First < pair.Second)),
        option,
        edges is null ? "" : $"[{string.Join(", ", edges.Select(edge => edge.ToString(CultureInfo.InvariantCulture)))}]",
        "rising months above 0, at least one");
}
