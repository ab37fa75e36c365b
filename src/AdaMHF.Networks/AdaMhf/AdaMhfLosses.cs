using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>The auxiliary losses of a batch, each the mean over its patients.</summary>
internal sealed class AdaMhfLosses(AdaMhfConfiguration configuration, IntegrationPlan plan, BatchTensors batch)
{
    /// <summary>Loss of each modality's own prediction, for patients with both.</summary>
    /// <param name="logits">[predictions, K].</param>
    public Tensor? Unimodal(Tensor logits)
    {
        if (plan.Alone == 0) return null;
        var ofBoth = plan.Both.Select(patient => batch.Outcomes![patient]);
        PatientOutcome[] outcomes = [.. ofBoth, .. ofBoth];
        var losses = DiscreteSurvivalBatchLoss.NegativeLogLikelihood(
            logits.narrow(0, plan.Patients, 2 * plan.Alone),
            Array.ConvertAll(outcomes, outcome => outcome.Bin),
            Array.ConvertAll(outcomes, outcome => outcome.Event));
        return losses.sum().Times(configuration.UnimodalWeight / 2 / plan.Patients);
    }

    /// <summary>Loss of what the mean token of a modality says, half for each modality.</summary>
    /// <param name="logits">[n, K] for the patients with the modality; null for no loss.</param>
    /// <param name="patients">Those patients.</param>
    public Tensor? Evidence(Tensor? logits, IReadOnlyList<int> patients)
    {
        if (logits is null) return null;
        PatientOutcome[] outcomes = [.. patients.Select(patient => batch.Outcomes![patient])];
        var losses = DiscreteSurvivalBatchLoss.NegativeLogLikelihood(
            logits, Array.ConvertAll(outcomes, outcome => outcome.Bin), Array.ConvertAll(outcomes, outcome => outcome.Event));
        return losses.sum().Times(configuration.EvidenceWeight / 2 / plan.Patients);
    }

    /// <summary>Distance between class tokens: of a modality's two units, or of the two modalities.</summary>
    public Tensor? Alignment(ModalitySummary? pathology, ModalitySummary? genomics)
    {
        if (configuration.AlignmentWeight == 0) return null;
        if (configuration.AlignmentTarget == AlignmentTarget.Modalities) return BetweenModalities(pathology, genomics);
        var summaries = new[] { pathology, genomics }.OfType<ModalitySummary>();
        Tensor[] distances =
        [
            .. summaries.Select(summary =>
                OfPatients(AlignmentLoss.OfRows(summary.SegregationClass, summary.IntegrationClass), summary.Places)),
        ];
        return cat(distances).sum().Times(configuration.AlignmentWeight / plan.Patients);
    }

    private Tensor? BetweenModalities(ModalitySummary? pathology, ModalitySummary? genomics)
    {
        if (pathology is null || genomics is null || plan.Both.Length == 0) return null;
        Tensor OfBoth(ModalitySummary summary) => summary.IntegrationClass.index_select(0, TokenBatch.Places(
            Array.ConvertAll(plan.Both, patient => Array.IndexOf(summary.Places, patient)), summary.IntegrationClass.device));
        var distances = (OfBoth(pathology) - OfBoth(genomics)).abs().mean([-1]);
        return distances.sum().Times(configuration.AlignmentWeight / plan.Patients);
    }

    /// <summary>How unevenly the experts are used: mean over a patient's gates.</summary>
    public Tensor? LoadBalancing(DecisionLog log)
    {
        int[] Patients(IntegrationSequence[] sequences) => Array.ConvertAll(sequences, sequence => sequence.Patient);
        (Tensor[] Losses, int[] Patients)[] gates =
        [
            (log.Pathology.Segregation.Imbalances, [.. batch.WithPathology]),
            (log.Pathology.Integration.Imbalances, Patients(plan.Pathology)),
            (log.Genomics.Segregation.Imbalances, [.. batch.WithGenomics]),
            (log.Genomics.Integration.Imbalances, Patients(plan.Genomics)),
        ];
        var decisions = new int[plan.Patients];
        foreach (var (losses, patients) in gates)
        {
            foreach (var patient in patients) decisions[patient] += losses.Length;
        }
        Tensor[] weighted = [.. gates.SelectMany(gate => gate.Losses.Select(losses => losses * tensor(
            Array.ConvertAll(gate.Patients, patient => (float)(configuration.LoadBalancingWeight / decisions[patient] / plan.Patients)),
            dtype: losses.dtype,
            device: losses.device)))];
        return weighted.Length == 0 ? null : cat(weighted).sum();
    }

    // Predictions from one modality alone have no part in it.
    private Tensor OfPatients(Tensor rows, int[] predictions)
    {
        int[] own = [.. Enumerable.Range(0, predictions.Length).Where(row => predictions[row] < plan.Patients)];
        return own.Length == predictions.Length ? rows : rows.index_select(0, TokenBatch.Places(own, rows.device));
    }
}
