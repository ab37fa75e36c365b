namespace AdaMHF.Networks;

/// <summary>
/// What the linear predictors add to the logits of a training patient, each fitted without the patient. It takes the place of the
/// network's own predictors, which have seen the patient's outcome.
/// </summary>
/// <param name="Pathology">By the mean patch; not used where pathology is missing.</param>
/// <param name="Genomics">By the genes; not used where genomics is missing.</param>
/// <param name="Clinical">By the clinical values; not used where they are missing.</param>
internal readonly record struct PatientOffsets(double Pathology, double Genomics, double Clinical = 0);
