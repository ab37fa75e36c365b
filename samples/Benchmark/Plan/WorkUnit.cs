using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;

namespace Benchmark.Plan;

/// <summary>The smallest piece of work: one system trained once. Every condition is evaluated with that model.</summary>
internal sealed record WorkUnit(string Cohort, string System, string Training, int Seed, int Fold)
{
    /// <summary>Names the unit, and its folder in the results.</summary>
    [JsonIgnore]
    public string Path => string.Create(CultureInfo.InvariantCulture, $"{Slug(Cohort)}/{Slug(System)}/{Training}/seed-{Seed}/fold-{Fold}");

    public override string ToString() => Path;

    private static string Slug(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var letter in text) slug.Append(char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_' ? letter : '-');
        return slug.ToString();
    }
}
