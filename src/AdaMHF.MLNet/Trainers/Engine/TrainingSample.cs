namespace AdaMHF.MLNet;

/// <summary>What one training step sees of a patient.</summary>
/// <param name="Index">Number of the patient.</param>
/// <param name="Patient">The modalities that are shown.</param>
/// <param name="Rows">The patches that are shown.</param>
internal sealed record TrainingSample(int Index, PatientModalities Patient, int[] Rows);
