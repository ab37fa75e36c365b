using Microsoft.ML;

namespace AdaMHF.MLNet;

public sealed partial class SurvivalCatalog
{
    /// <summary>
    /// Prediction, scores, selected tokens, experts and attention of each patient, by the last network of a pipeline. A calibration behind
    /// the network is not applied.
    /// </summary>
    /// <param name="model">Fitted or loaded pipeline.</param>
    /// <param name="data">Input of the pipeline.</param>
    /// <param name="patientId">The only patient to explain; null, the default, for all.</param>
    /// <returns>As for <see cref="SurvivalExplanations.Explain"/>.</returns>
    /// <exception cref="ArgumentException">The pipeline has no network.</exception>
    public IEnumerable<PatientExplanation> Explain(ITransformer model, IDataView data, string? patientId = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        var (network, patients) = ExplainedPipeline.Find(model, data);
        return network.Explain(patients, patientId);
    }

    /// <summary>The same as <see cref="Explain"/>, as data with typed columns, to be saved, joined or read by other steps.</summary>
    /// <param name="model">Fitted or loaded pipeline.</param>
    /// <param name="data">Input of the pipeline.</param>
    /// <returns>One row per patient with the columns of <see cref="ExplanationRow"/>, computed whenever it is read.</returns>
    /// <exception cref="ArgumentException">The pipeline has no network.</exception>
    public IDataView ExplainAsData(ITransformer model, IDataView data)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        var (network, patients) = ExplainedPipeline.Find(model, data);
        return ExplanationView.Of(_context, network, patients);
    }

    /// <summary>Exact Shapley values of pathology, genomic groups and clinical values, by the last network of a pipeline.</summary>
    /// <param name="model">Fitted or loaded pipeline.</param>
    /// <param name="data">Input of the pipeline.</param>
    /// <param name="patientId">The only patient to explain; null, the default, for all.</param>
    /// <param name="background">Patients who stand for nobody, input of the pipeline; null, the default, for those of the training.</param>
    /// <returns>As for <see cref="SurvivalExplanations.ShapleyValues"/>.</returns>
    /// <exception cref="ArgumentException">The pipeline has no network.</exception>
    /// <exception cref="InvalidOperationException">As for <see cref="SurvivalExplanations.ShapleyValues"/>.</exception>
    public IEnumerable<ShapleyAttribution> ShapleyValues(
        ITransformer model, IDataView data, string? patientId = null, IDataView? background = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        var (network, patients) = ExplainedPipeline.Find(model, data);
        return network.ShapleyValues(patients, patientId, background is null ? null : ExplainedPipeline.Find(model, background).Patients);
    }

    /// <summary>Integrated gradients of genes, patches and clinical values, by the last network of a pipeline.</summary>
    /// <param name="model">Fitted or loaded pipeline.</param>
    /// <param name="data">Input of the pipeline.</param>
    /// <param name="patientId">The only patient to explain; null, the default, for all.</param>
    /// <param name="background">Patients who stand for nobody, input of the pipeline; null, the default, for those of the training.</param>
    /// <returns>As for <see cref="SurvivalExplanations.IntegratedGradients"/>.</returns>
    /// <exception cref="ArgumentException">The pipeline has no network.</exception>
    /// <exception cref="InvalidOperationException">As for <see cref="SurvivalExplanations.IntegratedGradients"/>.</exception>
    public IEnumerable<GradientAttribution> IntegratedGradients(
        ITransformer model, IDataView data, string? patientId = null, IDataView? background = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        var (network, patients) = ExplainedPipeline.Find(model, data);
        return network.IntegratedGradients(
            patients, patientId, background is null ? null : ExplainedPipeline.Find(model, background).Patients);
    }
}
