namespace AdaMHF.MLNet;

/// <summary>Progress of training.</summary>
/// <param name="Epoch">Current epoch, from 1.</param>
/// <param name="Epochs">Number of epochs.</param>
/// <param name="Patient">Patients processed in this epoch.</param>
/// <param name="Patients">Patients in an epoch.</param>
/// <param name="Loss">Mean loss per patient over the completed steps of this epoch; NaN within the first step.</param>
public readonly record struct TrainingProgress(int Epoch, int Epochs, int Patient, int Patients, double Loss)
{
    /// <summary>Completed share of all epochs, in (0, 1].</summary>
    public double Fraction => (Epoch - 1 + (double)Patient / Patients) / Epochs;
}
