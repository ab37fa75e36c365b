namespace AdaMHF.Networks;

/// <summary>
/// What the second half of the network computes for the patients of a batch in one pass: a prediction for each patient and, in training,
/// one more from each modality alone for patients with both.
/// </summary>
internal sealed class IntegrationPlan
{
    /// <param name="batch">The patients.</param>
    /// <param name="withAlone">Whether each modality also predicts alone.</param>
    public IntegrationPlan(BatchTensors batch, bool withAlone)
    {
        Both = [.. batch.WithPathology.Intersect(batch.WithGenomics)];
        Patients = batch.Count;
        Alone = withAlone ? Both.Length : 0;
        Pathology = Sequences(batch.WithPathology, firstAlone: Patients);
        Genomics = Sequences(batch.WithGenomics, firstAlone: Patients + Alone);
    }

    /// <summary>Number of patients; their predictions come first.</summary>
    public int Patients { get; }

    /// <summary>Patients with both modalities, rising.</summary>
    public int[] Both { get; }

    /// <summary>Predictions from pathology alone, then as many from genomics alone, of the patients with both.</summary>
    public int Alone { get; }

    /// <summary>Predictions in all.</summary>
    public int Predictions => Patients + (2 * Alone);

    /// <summary>Token sequences of pathology, patient by patient.</summary>
    public IntegrationSequence[] Pathology { get; }

    /// <summary>Token sequences of genomics, patient by patient.</summary>
    public IntegrationSequence[] Genomics { get; }

    /// <summary>Numbers of the patients with both among those with one.</summary>
    public int[] BothAmong(IReadOnlyList<int> places) =>
        [.. Enumerable.Range(0, places.Count).Where(own => Array.BinarySearch(Both, places[own]) >= 0)];

    // A modality alone comes before the patient, as if the patients came one by one.
    private IntegrationSequence[] Sequences(IReadOnlyList<int> places, int firstAlone) => [.. places.SelectMany((patient, own) =>
    {
        var both = Array.BinarySearch(Both, patient);
        var whole = new IntegrationSequence(patient, own, both >= 0 ? both : null, patient);
        return both >= 0 && Alone > 0 ? new[] { new IntegrationSequence(patient, own, null, firstAlone + both), whole } : [whole];
    })];
}
