using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>Adds linear predictors of the modalities to every logit of a prediction, each where its modality takes part in it.</summary>
internal sealed class LinearOffsets : Module
{
    private readonly LinearPredictor? pathology;
    private readonly LinearPredictor? genomics;
    private readonly LinearPredictor? clinical;

    /// <summary>Creates predictors that are 0.</summary>
    /// <param name="configuration">Which modalities have one, and how wide they are.</param>
    public LinearOffsets(AdaMhfConfiguration configuration) : base(nameof(LinearOffsets))
    {
        if (configuration.LinearStart.HasFlag(LinearStart.Pathology)) pathology = new(configuration.PatchWidth);
        if (configuration.LinearStart.HasFlag(LinearStart.Genomics)) genomics = new(configuration.GenomicGroupSizes.Sum());
        if (configuration.LinearStart.HasFlag(LinearStart.Clinical)) clinical = new(configuration.ClinicalWidth);
        RegisterComponents();
    }

    /// <summary>The predictor of the mean patch; null where there is none.</summary>
    public LinearPredictor? Pathology => pathology;

    /// <summary>The predictor of the genes, group after group; null where there is none.</summary>
    public LinearPredictor? Genomics => genomics;

    /// <summary>The predictor of the clinical values; null where there is none.</summary>
    public LinearPredictor? Clinical => clinical;

    /// <summary>The predictor of a modality; null where there is none.</summary>
    public LinearPredictor? Of(Modality modality) => modality switch
    {
        Modality.Pathology => pathology,
        Modality.Genomics => genomics,
        _ => clinical,
    };

    /// <summary>The logits with offsets: those of the batch where it has them, otherwise by the predictors.</summary>
    /// <param name="logits">[predictions, K].</param>
    /// <param name="batch">The patients.</param>
    /// <param name="plan">Which predictions are made of which patients and modalities.</param>
    public Tensor Plus(Tensor logits, BatchTensors batch, IntegrationPlan plan)
    {
        if (pathology is not null && batch.Patches is { } patches)
        {
            var own = Given(batch.WithPathology, offsets => offsets.Pathology) ?? pathology.call(Means(patches));
            logits = PlusAt(plan.Pathology, logits, Spread(batch.SharesBag ? own.expand(batch.WithPathology.Count) : own));
        }
        if (genomics is not null && batch.Genomics is { } groups)
        {
            var own = Given(batch.WithGenomics, offsets => offsets.Genomics) ?? genomics.call(cat([.. groups], 1));
            logits = PlusAt(plan.Genomics, logits, Spread(own));
        }
        if (clinical is not null && batch.Clinical is { } values)
        {
            // Predictions from one modality alone, which come after the patients', have no clinical values.
            var own = Given(batch.WithClinical, offsets => offsets.Clinical) ?? clinical.call(values);
            logits = logits.PlusAt(TokenBatch.Places([.. batch.WithClinical], logits.device), Spread(own));
        }
        return logits;

        Tensor Spread(Tensor offsets) => offsets.unsqueeze(1).expand(-1, logits.shape[1]);

        Tensor? Given(IReadOnlyList<int> places, Func<PatientOffsets, double> own) =>
            batch.Offsets is { } given ? Numbers(places.Select(place => own(given[place]))) : null;

        // Shorter bags are filled up with zeros, which add nothing to the sum.
        Tensor Means(Tensor bags) => bags.sum(1) / Numbers(batch.PatchCounts.Select(count => (double)count)).unsqueeze(1);

        Tensor Numbers(IEnumerable<double> numbers) => tensor([.. numbers], dtype: logits.dtype, device: logits.device);
    }

    private static Tensor PlusAt(IntegrationSequence[] sequences, Tensor logits, Tensor offsets)
    {
        var rows = offsets.index_select(0, TokenBatch.Places([.. sequences.Select(sequence => sequence.Own)], logits.device));
        var places = TokenBatch.Places([.. sequences.Select(sequence => sequence.Prediction)], logits.device);
        return logits.PlusAt(places, rows);
    }
}
