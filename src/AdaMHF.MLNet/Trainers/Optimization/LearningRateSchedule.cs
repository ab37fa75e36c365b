namespace AdaMHF.MLNet;

/// <summary>How the step size develops over a training run.</summary>
public enum LearningRateSchedule
{
    /// <summary>The same at every step, as published.</summary>
    Constant,

    /// <summary>Falls to 0 along half a cosine over all steps.</summary>
    Cosine,

    /// <summary>Multiplied by the decay factor every few epochs.</summary>
    Step,

    /// <summary>Multiplied by the decay factor after every epoch.</summary>
    Exponential,

    /// <summary>
    /// Multiplied by the decay factor when the loss has not fallen for some epochs: the loss of the validation patients where there are
    /// any, else that of the training patients.
    /// </summary>
    Plateau,
}
