namespace AdaMHF.Simulation;

/// <summary>
/// The share of a patient's patches that belong to the tumour front, drawn uniformly for each patient. The share itself carries no risk.
/// </summary>
public sealed record FrontShare
{
    /// <summary>Sets the range.</summary>
    /// <param name="least">Smallest share, above 0 and at most <paramref name="most"/>.</param>
    /// <param name="most">Largest share, at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is out of its range.</exception>
    public FrontShare(double least, double most)
    {
        if (!(most > 0 && most <= 1)) throw new ArgumentOutOfRangeException(nameof(most), most, "The largest share must be in (0, 1].");
        if (!(least > 0 && least <= most))
            throw new ArgumentOutOfRangeException(nameof(least), least, $"The smallest share must be in (0, {most}].");
        (Least, Most) = (least, most);
    }

    /// <summary>5 % for every patient.</summary>
    public static FrontShare Same { get; } = new(0.05, 0.05);

    /// <summary>2 % to 20 %: what a selection that adapts must follow.</summary>
    public static FrontShare Varied { get; } = new(0.02, 0.20);

    /// <summary>Smallest share.</summary>
    public double Least { get; }

    /// <summary>Largest share.</summary>
    public double Most { get; }

    internal double Draw(RandomStream random) => Least + ((Most - Least) * random.Uniform());
}
