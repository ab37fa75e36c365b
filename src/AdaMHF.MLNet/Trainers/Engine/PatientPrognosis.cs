namespace AdaMHF.MLNet;

/// <summary>What a model says about one patient.</summary>
internal sealed record PatientPrognosis(float Score, float[] Hazards, float[] Survival, float[] ModalityWeights);
