using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>How many tokens of each patient selection lets through, and how many of these unchanged.</summary>
internal sealed class SelectionSizes
{
    /// <param name="counts">Tokens of each patient.</param>
    /// <param name="maxTokens">Upper bound of K_top.</param>
    /// <param name="fixedTokens">K_top of every patient with that many tokens; null where the ratios decide.</param>
    /// <param name="fixedAlpha">Alpha of every patient; null where the alphas decide.</param>
    /// <param name="ratio">[n, 1]: K_top as a share of the tokens; null where it is fixed.</param>
    /// <param name="alpha">[n, 1]: share of K_top that is kept; null where it is fixed.</param>
    /// <param name="drops">Whether no place is left for a pool.</param>
    public SelectionSizes(
        int[] counts, int maxTokens, int? fixedTokens, double? fixedAlpha, Tensor? ratio, Tensor? alpha, bool drops = false)
    {
        // Tensor sizes depend on these two, so they are read back from the device here and nowhere else, in one transfer.
        Tensor[] routed = [.. new[] { ratio, alpha }.OfType<Tensor>().Select(value => value.detach())];
        float[] values = routed.Length == 0 ? [] : Values(routed);
        double Ratio(int patient) => values[patient * routed.Length];
        double Alpha(int patient) => fixedAlpha ?? values[(patient * routed.Length) + routed.Length - 1];
        Totals = [.. counts.Select((count, patient) => fixedTokens is { } given
            ? Math.Min(given, count)
            : Math.Clamp((int)Math.Round(Ratio(patient) * count), 1, Math.Min(maxTokens, count)))];
        Alphas = [.. counts.Select((_, patient) => Alpha(patient))];
        Kept = [.. counts.Select((count, patient) =>
        {
            var total = Totals[patient];
            return Math.Clamp((int)Math.Round(Alphas[patient] * total), 0, total < count && !drops ? total - 1 : total);
        })];
    }

    /// <param name="followed">The selection of one patient, whose sizes every patient gets.</param>
    /// <param name="patients">Number of patients.</param>
    public SelectionSizes(TokenSelection followed, int patients)
    {
        Totals = [.. Enumerable.Repeat((int)followed.Count, patients)];
        Alphas = [.. Enumerable.Repeat(followed.Alpha, patients)];
        Kept = [.. Enumerable.Repeat((int)followed.Kept.shape[0], patients)];
    }

    /// <summary>K_top of each patient.</summary>
    public int[] Totals { get; }

    /// <summary>Tokens kept unchanged of each patient.</summary>
    public int[] Kept { get; }

    /// <summary>Alpha of each patient.</summary>
    public double[] Alphas { get; }

    /// <summary>Layout of the selected tokens.</summary>
    public TokenLayout Layout(Device device) => new(Totals, Totals.Max(), device);

    private static float[] Values(Tensor[] routed)
    {
        using var scope = NewDisposeScope();
        return [.. cat(routed, 1).to(float32).cpu().data<float>()];
    }
}
