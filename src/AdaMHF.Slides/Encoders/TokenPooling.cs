namespace AdaMHF.Slides;

/// <summary>
/// What of the tokens of a vision transformer is the feature vector. Encoders whose output is a vector already have no choice.
/// </summary>
public enum TokenPooling
{
    /// <summary>The first token.</summary>
    ClassToken,

    /// <summary>The mean of the patch tokens.</summary>
    PatchMean,

    /// <summary>The first token, followed by the mean of the patch tokens: Virchow.</summary>
    ClassTokenAndPatchMean,
}
