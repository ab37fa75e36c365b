namespace AdaMHF.MLNet;

/// <summary>How far training is.</summary>
/// <param name="Epoch">Epoch at work, from 1.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="Patient">Patients done in this epoch.</param>
/// <param name="Patients">Patients in an epoch.</param>
/// <param name="Loss">Mean loss per patient over the steps of this epoch that are done; NaN during the first.</param>
public readonly record struct TrainingProgress(int Epoch, int Epochs, int Patient, int Patients, double Loss)
{
    /// <summary>Share of the whole training that is done, in (0, 1].</summary>
    public double Fraction => (Epoch - 1 + (double)Patient / Patients) / Epochs;
}
