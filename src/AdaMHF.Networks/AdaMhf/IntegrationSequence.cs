namespace AdaMHF.Networks;

/// <summary>A token sequence of the integration unit of one modality.</summary>
/// <param name="Patient">Number of the patient.</param>
/// <param name="Own">Number among the patients with the modality: whose tokens it is made of.</param>
/// <param name="Both">Number among the patients with both, whose tokens met the other modality's; null for tokens that did not.</param>
/// <param name="Prediction">Number of the prediction that it is for.</param>
internal sealed record IntegrationSequence(int Patient, int Own, int? Both, int Prediction);
