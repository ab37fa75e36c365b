using Microsoft.ML;

namespace AdaMHF.MLNet;

/// <summary>
/// Explains the predictions of a trained network, from the same patches and by the same weights as it predicts. Every method reads the rows
/// as they are asked for and keeps none. <c>mlContext.Survival</c> has the same methods for a whole pipeline.
/// </summary>
public static class SurvivalExplanations
{
    /// <summary>
    /// Prediction, scores, selected tokens, experts and attention of each patient; a network without these gives what it has.
    /// </summary>
    /// <param name="model">Trained model.</param>
    /// <param name="patients">Input of the model: data after the earlier steps of the pipeline.</param>
    /// <param name="patientId">The only patient to explain; null, the default, for all.</param>
    /// <returns>One result per row, in order; it costs about one prediction.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is not there or of another type.</exception>
    /// <exception cref="ArgumentException">When results are read: there is no such patient.</exception>
    /// <exception cref="ObjectDisposedException">When results are read: the model was disposed.</exception>
    public static IEnumerable<PatientExplanation> Explain(
        this SurvivalNetworkTransformer model, IDataView patients, string? patientId = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(patients);
        return ExplainedPatient.Read(model, patients, patientId).Select(new PatientExplainer(model).Of);
    }

    /// <summary>Exact Shapley values of pathology, genomic groups and clinical values, on the risk and on the survival curve.</summary>
    /// <param name="model">Trained model.</param>
    /// <param name="patients">Input of the model: data after the earlier steps of the pipeline.</param>
    /// <param name="patientId">The only patient to explain; null, the default, for all.</param>
    /// <param name="background">
    /// Patients whose mean prediction and means stand for nobody, input of the model. Null, the default, takes the training patients, over
    /// which the model stores the means.
    /// </param>
    /// <returns>One result per row, in order; it costs the predictions of all 2^players coalitions at most.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is not there or of another type.</exception>
    /// <exception cref="ArgumentException">When results are read: there is no such patient.</exception>
    /// <exception cref="InvalidOperationException">
    /// The model is of an earlier version, which stored no means, and there is no background; or, when results are read, a patient has more
    /// than 12 parts.
    /// </exception>
    public static IEnumerable<ShapleyAttribution> ShapleyValues(
        this SurvivalNetworkTransformer model, IDataView patients, string? patientId = null, IDataView? background = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(patients);
        return ExplainedPatient.Read(model, patients, patientId).Select(new ShapleyExplainer(model, BackgroundOf(model, background)).Of);
    }

    /// <summary>Integrated gradients of genes, patches and clinical values, on the risk.</summary>
    /// <param name="model">Trained model.</param>
    /// <param name="patients">Input of the model: data after the earlier steps of the pipeline.</param>
    /// <param name="patientId">The only patient to explain; null, the default, for all.</param>
    /// <param name="background">As for <see cref="ShapleyValues"/>.</param>
    /// <returns>
    /// One result per row, in order. Points are added, from 16 to 512, until completeness holds within 1 %, or to 1e-5 of risk.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is not there or of another type.</exception>
    /// <exception cref="ArgumentException">When results are read: there is no such patient.</exception>
    /// <exception cref="InvalidOperationException">
    /// The model is of an earlier version, which stored no means, and there is no background.
    /// </exception>
    public static IEnumerable<GradientAttribution> IntegratedGradients(
        this SurvivalNetworkTransformer model, IDataView patients, string? patientId = null, IDataView? background = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(patients);
        return ExplainedPatient.Read(model, patients, patientId)
            .Select(new GradientExplainer(model, BackgroundOf(model, background), patients.Schema).Of);
    }

    private static PrognosisBackground BackgroundOf(SurvivalNetworkTransformer model, IDataView? background)
    {
        if (background is null)
        {
            return model.Background ?? throw new InvalidOperationException(
                "The model was saved by a version that stored no means of the training patients. Name patients in 'background', such as "
                + "those of the training, or train the model again.");
        }
        return BackgroundReader.Of(
                model.Scorer,
                ExplainedPatient.Read(model, background, patientId: null).Select(patient => patient.Modalities),
                model.NetworkSettings,
                CancellationToken.None)
            ?? throw new ArgumentException("No patient of the background has a modality that the model reads.", nameof(background));
    }
}
