namespace AdaMHF.MLNet;

/// <summary>
/// Chooses the epoch by validation patients, held out of the rows to train on; the patients on whom a model is evaluated have no say. Bins
/// and scalers still come from all these rows.
/// </summary>
public sealed record EarlyStopping
{
    /// <summary>Share of the rows held out as validation patients, in (0, 1), stratified by event and time. Default 0.15.</summary>
    public double ValidationShare { get; init; } = 0.15;

    /// <summary>Epochs without a new best after which training ends, at least 1. Default 5.</summary>
    public int Patience { get; init; } = 5;

    /// <summary>What the best epoch is best in. Default the loss, which is less noisy than a concordance index of few patients.</summary>
    public EarlyStoppingMeasure Measure { get; init; } = EarlyStoppingMeasure.Loss;

    internal void Check()
    {
        OptionCheck.Require(ValidationShare is > 0 and < 1, nameof(ValidationShare), ValidationShare, "a number in (0, 1)");
        OptionCheck.Require(Patience >= 1, nameof(Patience), Patience, "at least 1");
        OptionCheck.Require(Enum.IsDefined(Measure), nameof(Measure), Measure, "one of the measures");
    }
}
