using AdaMHF.Networks;
using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>A ridge Cox predictor of one modality, fitted on the training patients who have it.</summary>
/// <param name="Modality">The modality.</param>
/// <param name="Patients">Numbers of these patients.</param>
/// <param name="Vectors">What it is fitted on.</param>
/// <param name="Fit">The predictor, and what predictors without a patient's fold say of each patient.</param>
internal sealed record FittedPredictor(Modality Modality, int[] Patients, FeatureVectors Vectors, CrossFittedRidgeCox Fit)
{
    /// <summary>The cross-fitted predictor by number of the patient, with mean 0.</summary>
    public IReadOnlyDictionary<int, double> Centred { get; } = Patients
        .Zip(Fit.LogHazards, (patient, logHazard) => (patient, logHazard - Fit.LogHazards.Average()))
        .ToDictionary();

    /// <summary>Sets a network's predictor, whose mean over the training patients is 0 as well.</summary>
    public void GiveTo(LinearPredictor predictor, double scale)
    {
        var model = Fit.Model;
        predictor.Set(
            [.. Vectors.Means.Select((mean, i) => mean + (model.Means[i] * Vectors.Deviations[i]))],
            Vectors.Deviations,
            [.. model.Coefficients.Select(coefficient => scale * coefficient)]);
    }
}
