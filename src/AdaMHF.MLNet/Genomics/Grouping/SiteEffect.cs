using System.Text.Json.Serialization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet;

/// <summary>
/// Share of the variance of the first principal components of the standardised genes that lies between sites, in the training rows. Batch
/// effects show as first components that separate the sites (Leek et al. 2010, doi:10.1038/nrg2825).
/// </summary>
public sealed record SiteEffect
{
    private const int MostComponents = 5;

    /// <summary>Above this share the site explains most of the variance.</summary>
    internal const double StrongShare = 0.5;

    [JsonConstructor]
    internal SiteEffect(double share, double adjustedShare, int components, int sites, int patients) =>
        (Share, AdjustedShare, Components, Sites, Patients) = (share, adjustedShare, components, sites, patients);

    /// <summary>
    /// Variance between sites over total variance, of all components together, in [0, 1]. Many small sites have a large share by chance.
    /// </summary>
    [JsonInclude]
    public double Share { get; }

    /// <summary>
    /// Share adjusted for chance, as adjusted R squared: 1 - (1 - share)(n - 1)/(n - sites). About 0 where sites do not differ.
    /// </summary>
    [JsonInclude]
    public double AdjustedShare { get; }

    /// <summary>Number of principal components.</summary>
    [JsonInclude]
    public int Components { get; }

    /// <summary>Number of different sites.</summary>
    [JsonInclude]
    public int Sites { get; }

    /// <summary>Number of training patients with genes and a site.</summary>
    [JsonInclude]
    public int Patients { get; }

    /// <summary>Whether the adjusted share is above one half.</summary>
    [JsonIgnore]
    public bool IsStrong => AdjustedShare > StrongShare;

    /// <summary>Null when there are fewer than two sites, or not more patients than sites.</summary>
    internal static SiteEffect? Of(GeneRows rows, GenomicGroupingSettings settings, string[] sites)
    {
        int[] known = [.. Enumerable.Range(0, rows.Count).Where(row => !string.IsNullOrWhiteSpace(sites[row]) && !rows.IsMissing(row))];
        var members = known.Select((row, position) => (site: sites[row], position))
            .ToLookup(pair => pair.site, pair => pair.position, StringComparer.Ordinal);
        if (members.Count < 2 || known.Length <= members.Count) return null;

        var genes = settings.Groups
            .SelectMany(group => group.Slots.Select((slot, gene) => (group, slot, gene)))
            .DistinctBy(entry => entry.slot)
            .ToArray();
        var components = Math.Min(MostComponents, Math.Min(genes.Length, known.Length - 1));
        float[][] values = [.. known.Select(row =>
            Array.ConvertAll(genes, entry => settings.Standardise(entry.group, entry.gene, rows.Raw(row, entry.slot))))];
        var scores = Scores(values, components);

        double between = 0, all = 0;
        for (var component = 0; component < components; component++)
        {
            var mean = scores.Average(score => (double)score[component]);
            all += scores.Sum(score => Math.Pow(score[component] - mean, 2));
            foreach (var site in members)
                between += site.Count() * Math.Pow(site.Average(position => (double)scores[position][component]) - mean, 2);
        }
        if (!(all > 0)) return null;
        var share = between / all;
        var adjusted = 1 - ((1 - share) * (known.Length - 1) / (known.Length - members.Count));
        return new(share, adjusted, components, members.Count, known.Length);
    }

    private static float[][] Scores(float[][] values, int components)
    {
        // A context of its own, to leave the caller's random numbers alone.
        var ml = new MLContext(seed: 0);
        string[] slots = [.. Enumerable.Range(0, values[0].Length).Select(i => $"{i}")];
        var store = new ColumnStore([StoredColumn.NumberVector(SurvivalColumns.Genes, slots, values)], values.Length);
        var analysis = ml.Transforms.ProjectToPrincipalComponents("Scores", SurvivalColumns.Genes, rank: components, seed: 0).Fit(store);
        return [.. analysis.Transform(store).GetColumn<float[]>("Scores")];
    }
}
