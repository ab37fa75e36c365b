using System.Collections.Immutable;

namespace AdaMHF.Reports;

/// <summary>The scored patches of one slide.</summary>
public sealed class SlidePatches
{
    /// <summary>Patches of one size on one slide.</summary>
    /// <param name="slide">Name of the slide.</param>
    /// <param name="patchSize">Edge of a patch in pixels of the slide's finest level, at least 1.</param>
    /// <param name="patches">At least one patch, each with a finite score.</param>
    /// <param name="scoreName">What the score is; default <c>attention</c>.</param>
    /// <exception cref="ArgumentException">There is no patch, a score is not finite, or the edge is below 1.</exception>
    public SlidePatches(string slide, int patchSize, IEnumerable<PatchScore> patches, string scoreName = "attention")
    {
        ArgumentNullException.ThrowIfNull(slide);
        ArgumentNullException.ThrowIfNull(patches);
        ArgumentException.ThrowIfNullOrEmpty(scoreName);
        ArgumentOutOfRangeException.ThrowIfLessThan(patchSize, 1);
        (Slide, PatchSize, Patches, ScoreName) = (slide, patchSize, [.. patches], scoreName);
        if (Patches.IsEmpty) throw new ArgumentException($"The slide {slide} has no patch.", nameof(patches));
        foreach (var patch in Patches)
        {
            if (!double.IsFinite(patch.Score))
                throw new ArgumentException($"Patch {patch.Number} of the slide {slide} has the score {patch.Score}.", nameof(patches));
        }
    }

    /// <summary>Name of the slide.</summary>
    public string Slide { get; }

    /// <summary>Edge of a patch in pixels of the slide's finest level.</summary>
    public int PatchSize { get; }

    /// <summary>The patches, in the order given.</summary>
    public ImmutableArray<PatchScore> Patches { get; }

    /// <summary>What the score is.</summary>
    public string ScoreName { get; }

    /// <summary>The patches with the highest scores, the highest first; equal scores in the order given.</summary>
    /// <param name="count">Most patches, at least 1.</param>
    public IReadOnlyList<PatchScore> Top(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return [.. Patches.OrderByDescending(patch => patch.Score).Take(count)];
    }

    /// <summary>
    /// Place of each score among the scores of the slide, from 0 for the lowest to 1 for the highest; equal scores share the mean of their
    /// places, and a single patch has 1.
    /// </summary>
    public ImmutableArray<double> Ranks()
    {
        var order = Enumerable.Range(0, Patches.Length).OrderBy(i => Patches[i].Score).ToArray();
        var ranks = new double[order.Length];
        for (var from = 0; from < order.Length;)
        {
            var to = from;
            while (to + 1 < order.Length && Patches[order[to + 1]].Score.Equals(Patches[order[from]].Score)) to++;
            var rank = order.Length == 1 ? 1 : (from + to) / 2.0 / (order.Length - 1);
            for (; from <= to; from++) ranks[order[from]] = rank;
        }
        return [.. ranks];
    }
}
