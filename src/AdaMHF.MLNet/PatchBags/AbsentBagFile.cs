namespace AdaMHF.MLNet;

/// <summary>What to do when a slide of a patient has no bag file.</summary>
public enum AbsentBagFile
{
    /// <summary>Throw an exception that names slide and folder: a silently skipped slide changes the result.</summary>
    Error,

    /// <summary>Leave the slide out; a patient without any file has no pathology.</summary>
    TreatAsMissing,
}
