namespace AdaMHF.Simulation;

/// <summary>The share of patients without a modality. Each modality is drawn independently, so a patient may lack both.</summary>
public sealed record MissingModalities
{
    /// <summary>Every patient has both modalities.</summary>
    public static MissingModalities None { get; } = new(0, 0);

    /// <summary>Sets the shares.</summary>
    /// <param name="genomics">Probability that a patient has no genes, 0 to 1.</param>
    /// <param name="pathology">Probability that a patient has no slides, 0 to 1.</param>
    /// <param name="onlyHighRisk">
    /// False: missing at random. True: the probabilities are doubled (each at most 0.5 then) for patients above the cohort's median
    /// risk and zero for the others, so that missingness depends on the outcome.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A probability is out of its range.</exception>
    public MissingModalities(double genomics, double pathology, bool onlyHighRisk = false)
    {
        var most = onlyHighRisk ? 0.5 : 1;
        if (!(genomics >= 0 && genomics <= most)) throw OutOfRange(nameof(genomics), genomics, most);
        if (!(pathology >= 0 && pathology <= most)) throw OutOfRange(nameof(pathology), pathology, most);
        (Genomics, Pathology, OnlyHighRisk) = (genomics, pathology, onlyHighRisk);
    }

    /// <summary>Probability that a patient has no genes, averaged over the cohort.</summary>
    public double Genomics { get; }

    /// <summary>Probability that a patient has no slides, averaged over the cohort.</summary>
    public double Pathology { get; }

    /// <summary>Whether only patients above the median risk lack modalities.</summary>
    public bool OnlyHighRisk { get; }

    private static ArgumentOutOfRangeException OutOfRange(string name, double value, double most) =>
        new(name, value, $"The probability that a modality is missing must be in 0 to {most}.");
}
