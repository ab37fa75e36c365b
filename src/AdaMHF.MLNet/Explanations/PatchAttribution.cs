namespace AdaMHF.MLNet;

/// <summary>Integrated gradient of one patch, the sum over its features.</summary>
/// <param name="Number"><inheritdoc cref="PatchPlace" path="/param[@name='Number']"/></param>
/// <param name="Slide"><inheritdoc cref="PatchPlace" path="/param[@name='Slide']"/></param>
/// <param name="SlideId"><inheritdoc cref="PatchPlace" path="/param[@name='SlideId']"/></param>
/// <param name="X"><inheritdoc cref="PatchPlace" path="/param[@name='X']"/></param>
/// <param name="Y"><inheritdoc cref="PatchPlace" path="/param[@name='Y']"/></param>
/// <param name="Attribution">How much it raises the risk; negative where it lowers it.</param>
public sealed record PatchAttribution(int Number, int Slide, string SlideId, int? X, int? Y, double Attribution)
    : PatchPlace(Number, Slide, SlideId, X, Y);
