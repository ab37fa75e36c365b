using System.Globalization;
using System.Text.Json.Serialization;

namespace AdaMHF.Benchmark;

/// <summary>The smallest piece of work: one system trained once. Every condition is evaluated with that model.</summary>
/// <param name="Cohort">Name of the cohort.</param>
/// <param name="System">Key of the system.</param>
/// <param name="Training">What the training patients have.</param>
/// <param name="Seed">Seed of training.</param>
/// <param name="Fold">The fold that is held out.</param>
public sealed record WorkUnit(string Cohort, string System, string Training, int Seed, int Fold)
{
    /// <summary>Names the unit, and its folder in the results.</summary>
    [JsonIgnore]
    public string Path => string.Create(
        CultureInfo.InvariantCulture, $"{Slug.Of(Cohort)}/{Slug.Of(System)}/{Training}/seed-{Seed}/fold-{Fold}");

    /// <inheritdoc/>
    public override string ToString() => Path;
}
