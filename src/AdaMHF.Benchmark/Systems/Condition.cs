using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AdaMHF.Benchmark;

/// <summary>What is missing when held-out patients are scored.</summary>
/// <param name="Name">
/// As in plans, files and tables: <c>complete</c>, <c>genomics-missing</c>, <c>group-missing:Oncogenes</c>, <c>random-missing:0.3</c> ...
/// </param>
internal sealed record Condition(string Name)
{
    private const string GroupPrefix = "group-missing:";
    private const string RandomPrefix = "random-missing:";

    /// <summary>Stands in a plan for one condition per gene group of the cohort.</summary>
    public const string EachGroup = "each-group-missing";

    public static Condition Complete { get; } = new("complete");

    public static Condition GenomicsMissing { get; } = new("genomics-missing");

    public static Condition PathologyMissing { get; } = new("pathology-missing");

    /// <summary>The gene group that everybody lacks; null when it is none alone.</summary>
    public string? Group => Name.StartsWith(GroupPrefix, StringComparison.Ordinal) ? Name[GroupPrefix.Length..] : null;

    /// <summary>Share of the patients who lack one modality, each a half of them; null when the condition is not random.</summary>
    public double? Share => Name.StartsWith(RandomPrefix, StringComparison.Ordinal)
        ? double.Parse(Name[RandomPrefix.Length..], CultureInfo.InvariantCulture)
        : null;

    public bool LacksGenomics => this == GenomicsMissing;

    public bool LacksPathology => this == PathologyMissing;

    public static Condition GroupMissing(string group) => new(GroupPrefix + group);

    /// <summary>
    /// In a random condition, that in which a patient is scored: drawn from the identifier alone, so that every system, fold and seed meets
    /// the same patients without the same modality.
    /// </summary>
    public static Condition Drawn(string patientId, double share)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"missing at random: {patientId}"));
        var draw = BinaryPrimitives.ReadUInt32LittleEndian(hash) / (uint.MaxValue + 1.0);
        if (draw < share / 2) return GenomicsMissing;
        return draw < share ? PathologyMissing : Complete;
    }

    /// <summary>Checks what a plan says.</summary>
    /// <exception cref="PlanException">There is no such condition.</exception>
    public static string Checked(string text)
    {
        if (text is "complete" or "genomics-missing" or "pathology-missing" or EachGroup
            || new Condition(text).Group is { Length: > 0 }) return text;
        if (text.StartsWith(RandomPrefix, StringComparison.Ordinal)
            && double.TryParse(text[RandomPrefix.Length..], NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
            && share is > 0 and <= 1)
            return text;
        throw new PlanException(
            $"There is no condition '{text}'. Known: complete, genomics-missing, pathology-missing, {EachGroup}, {GroupPrefix}NAME, and "
            + $"{RandomPrefix}P with P in (0, 1].");
    }
}
