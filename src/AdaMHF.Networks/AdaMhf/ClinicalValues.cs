using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>Clinical values of the predictions that have them.</summary>
/// <param name="Values">[predictions with clinical values, width].</param>
/// <param name="Places">Numbers of these predictions, rising.</param>
internal sealed record ClinicalValues(Tensor Values, int[] Places);
