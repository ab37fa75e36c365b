namespace AdaMHF.MLNet;

/// <summary>How the step size develops over a training run.</summary>
public enum LearningRateSchedule
{
    /// <summary>The same at every step, as published.</summary>
    Constant,

    /// <summary>Falls to 0 along half a cosine over all steps.</summary>
    Cosine,
}
