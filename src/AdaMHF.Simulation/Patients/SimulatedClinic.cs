namespace AdaMHF.Simulation;

/// <summary>What the clinic knows of a patient of a cohort with a clinic; null where a cell is empty, one in ten.</summary>
public sealed record SimulatedClinic
{
    private const double EmptyShare = 0.1;

    // Of the standard normal distribution.
    private static readonly double[] Quartiles = [-0.6744897501960817, 0, 0.6744897501960817];

    /// <summary>The part of the risk that clinical columns show: 0.5 z + 0.2 a, both standard normal.</summary>
    public required double Risk { get; init; }

    /// <summary>60 + 10 a years, rounded.</summary>
    public required int? Age { get; init; }

    /// <summary>1 to 4, by the quartiles of 0.8 z + 0.6 noise.</summary>
    public required int? Stage { get; init; }

    /// <summary>1 to 3; without effect.</summary>
    public required int? Grade { get; init; }

    /// <summary>Without effect.</summary>
    public required bool? IsFemale { get; init; }

    internal static SimulatedClinic Draw(RandomStream random)
    {
        var (z, a) = (random.Normal(), random.Normal());
        var shown = (0.8 * z) + (0.6 * random.Normal());
        var (stage, grade, isFemale) = (1 + Quartiles.Count(quartile => shown > quartile), 1 + random.Below(3), random.Chance(0.5));
        return new()
        {
            Risk = (0.5 * z) + (0.2 * a),
            Age = random.Chance(EmptyShare) ? null : (int)Math.Round(60 + (10 * a)),
            Stage = random.Chance(EmptyShare) ? null : stage,
            Grade = random.Chance(EmptyShare) ? null : grade,
            IsFemale = random.Chance(EmptyShare) ? null : isFemale,
        };
    }
}
