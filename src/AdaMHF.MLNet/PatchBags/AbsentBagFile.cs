namespace AdaMHF.MLNet;

/// <summary>What to do when a slide of a patient has no bag file.</summary>
public enum AbsentBagFile
{
    /// <summary>Stop with an error that names slide and folder: a silently skipped slide changes the result.</summary>
    Error,

    /// <summary>Go on without the slide; a patient without any file has no pathology.</summary>
    TreatAsMissing,
}
