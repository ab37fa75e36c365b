namespace AdaMHF.MLNet;

/// <summary>The step size at every step of a run.</summary>
/// <param name="Schedule">How it develops.</param>
/// <param name="Start">The largest value.</param>
/// <param name="Epochs">Epochs of the run.</param>
/// <param name="StepsPerEpoch">Steps of an epoch.</param>
internal sealed record LearningRatePlan(LearningRateSchedule Schedule, double Start, int Epochs, int StepsPerEpoch)
{
    /// <summary>Where the schedule Plateau stands.</summary>
    public PlateauState Plateau { get; set; } = new(1, double.PositiveInfinity, 0);

    public double DecayFactor { get; init; } = 0.5;

    /// <summary>Epochs between two decays, or of patience before one.</summary>
    public int DecayEpochs { get; init; } = 10;

    /// <summary>Steps over which it rises to the value that it would have.</summary>
    public int WarmUpSteps { get; init; }

    /// <summary>Step size of a step.</summary>
    /// <param name="epoch">From 1.</param>
    /// <param name="stepOfEpoch">From 0.</param>
    public double At(int epoch, int stepOfEpoch)
    {
        var step = ((epoch - 1) * StepsPerEpoch) + stepOfEpoch;
        var share = Schedule switch
        {
            LearningRateSchedule.Cosine => 0.5 * (1 + Math.Cos(Math.PI * step / (Epochs * StepsPerEpoch))),
            LearningRateSchedule.Step => Math.Pow(DecayFactor, (epoch - 1) / DecayEpochs),
            LearningRateSchedule.Exponential => Math.Pow(DecayFactor, epoch - 1),
            LearningRateSchedule.Plateau => Plateau.Share,
            _ => 1,
        };
        return Start * share * (step < WarmUpSteps ? (step + 1.0) / WarmUpSteps : 1);
    }

    /// <summary>Takes note of the loss that an epoch ended with.</summary>
    public void EndEpoch(double loss)
    {
        if (loss < Plateau.Best) Plateau = Plateau with { Best = loss, Stale = 0 };
        else if (Plateau.Stale + 1 < DecayEpochs) Plateau = Plateau with { Stale = Plateau.Stale + 1 };
        else Plateau = Plateau with { Share = Plateau.Share * DecayFactor, Stale = 0 };
    }
}
