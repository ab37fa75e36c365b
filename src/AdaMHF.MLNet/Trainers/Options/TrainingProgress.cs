namespace AdaMHF.MLNet;

/// <summary>Progress of training.</summary>
/// <param name="Epoch">Current epoch, from 1.</param>
/// <param name="Epochs">Number of epochs.</param>
/// <param name="Patient">Patients processed in this epoch.</param>
/// <param name="Patients">Patients in an epoch.</param>
/// <param name="Loss">Mean loss per patient over the completed steps of this epoch; NaN within the first step.</param>
public readonly record struct TrainingProgress(int Epoch, int Epochs, int Patient, int Patients, double Loss)
{
    /// <summary>Member of the ensemble that is being trained, from 1; 1 for a single network.</summary>
    public int Member { get; init; } = 1;

    /// <summary>Number of members, see <see cref="SurvivalTrainerOptions.Ensemble"/>; 1 for a single network.</summary>
    public int Members { get; init; } = 1;

    /// <summary>Completed share of all epochs of all members, in (0, 1].</summary>
    public double Fraction => (Member - 1 + ((Epoch - 1 + (double)Patient / Patients) / Epochs)) / Members;
}
