namespace AdaMHF.Networks;

/// <summary>Form of the hierarchical head, see <see cref="AdaMhfConfiguration.Head"/>.</summary>
public enum HeadForm
{
    /// <summary>
    /// A softmax gate weights the two modalities, whose class tokens are averaged, normalised and scaled by the weights. The
    /// recommended head.
    /// </summary>
    Gated,

    /// <summary>
    /// The published head: an MLP on the concatenation of the class tokens of both units and modalities, zeros where a modality is
    /// missing, plus the local branch. No gate, no norms; nothing says how much a modality counts.
    /// </summary>
    Concatenated,
}
