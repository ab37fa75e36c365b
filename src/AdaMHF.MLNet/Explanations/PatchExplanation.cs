namespace AdaMHF.MLNet;

/// <summary>What the network made of one patch.</summary>
/// <param name="Number"><inheritdoc cref="PatchPlace" path="/param[@name='Number']"/></param>
/// <param name="Slide"><inheritdoc cref="PatchPlace" path="/param[@name='Slide']"/></param>
/// <param name="SlideId"><inheritdoc cref="PatchPlace" path="/param[@name='SlideId']"/></param>
/// <param name="X"><inheritdoc cref="PatchPlace" path="/param[@name='X']"/></param>
/// <param name="Y"><inheritdoc cref="PatchPlace" path="/param[@name='Y']"/></param>
/// <param name="Score">
/// Weight of the patch, sum 1 over the patches that the network reads; NaN for a network without such weights. It shows where the network
/// looks, not which way the patch moves the risk.
/// </param>
/// <param name="State">What selection did with it; null where the network does not select.</param>
public sealed record PatchExplanation(int Number, int Slide, string SlideId, int? X, int? Y, double Score, TokenState? State)
    : PatchPlace(Number, Slide, SlideId, X, Y);
