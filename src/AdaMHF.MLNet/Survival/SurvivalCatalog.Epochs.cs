using AdaMHF.Survival;
using Microsoft.ML;

namespace AdaMHF.MLNet;

public sealed partial class SurvivalCatalog
{
    /// <summary>
    /// Evaluates a model after every epoch of its training, which must have kept their weights
    /// (<see cref="SurvivalTrainerOptions.KeepEpochWeights"/>); an ensemble as the average of its members after that epoch, or after their
    /// last one where early stopping ended them before. For a view of the course of training: a best epoch that is reported on the
    /// patients that selected it is optimistic.
    /// </summary>
    /// <param name="model">Trained model, as its trainer returned it.</param>
    /// <param name="patients">Input of the model, with outcomes: data after the earlier steps of the pipeline.</param>
    /// <param name="evaluation">Columns and rules; the defaults when null.</param>
    /// <returns>One result per epoch, in order; patients without an outcome or a prediction are left out.</returns>
    /// <exception cref="ArgumentException">The training did not keep its epochs.</exception>
    /// <exception cref="SurvivalDataException">A patient has several rows, or nobody has an outcome and a prediction.</exception>
    public IReadOnlyList<ConcordanceResult> EvaluateEpochs(
        SurvivalNetworkTransformer model, IDataView patients, SurvivalEvaluationOptions? evaluation = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(patients);
        if (model.Epochs.Count == 0)
        {
            throw new ArgumentException(
                $"The model has the weights of its last epoch alone: set {nameof(SurvivalTrainerOptions.KeepEpochWeights)} "
                + "in its trainer's options.",
                nameof(model));
        }
        var options = evaluation ?? new SurvivalEvaluationOptions();
        var known = EvaluatedPatients.Read(patients, options).RequireSome();
        return
        [
            .. model.RiskByEpoch(patients).Select(risk =>
            {
                var scored = known.WithRisk(risk).RequireSome();
                return Concordance.Harrell(scored.Outcomes.Time, scored.Outcomes.Event, scored.Risks[0], options.Concordance);
            }),
        ];
    }

    /// <summary>
    /// The best epoch on the held-out patients, as MCAT-derived code reports it; null for models that did not keep their epochs.
    /// </summary>
    private BestEpochOnHoldOut? BestEpoch(ITransformer model, IDataView holdOut, SurvivalEvaluationOptions evaluation)
    {
        var steps = model is IEnumerable<ITransformer> chain ? chain.ToArray() : [model];
        if (steps[^1] is not SurvivalNetworkTransformer { Epochs.Count: > 0 } network) return null;
        var prepared = steps[..^1].Aggregate(holdOut, (data, step) => step.Transform(data));
        return EvaluateEpochs(network, prepared, evaluation)
            .Select((concordance, index) => new BestEpochOnHoldOut(index + 1, concordance))
            .MaxBy(epoch => epoch.Concordance.ConcordanceIndex);
    }
}
