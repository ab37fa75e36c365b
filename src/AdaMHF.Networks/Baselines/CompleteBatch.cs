using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>
/// Patients as the published multimodal systems expect them: a missing modality is zeros (see <see cref="MultimodalConfiguration"/>).
/// </summary>
/// <param name="Patches">The bags of all patients, in order.</param>
/// <param name="Genomics">One matrix [patients, genes] per group.</param>
internal sealed record CompleteBatch(TokenBatch Patches, IReadOnlyList<Tensor> Genomics)
{
    /// <summary>Replaces missing modalities by zeros.</summary>
    /// <exception cref="ArgumentException">
    /// Both modalities of a patient are missing, a bag is empty, or the number of vectors differs from the number of groups.
    /// </exception>
    public static CompleteBatch Of(BatchTensors batch, MultimodalConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var groups = configuration.GenomicGroupSizes;
        if (batch.Genomics is { } given && given.Count != groups.Count)
        {
            throw new ArgumentException(
                $"The patient has {given.Count} genomic groups; this network expects {groups.Count}.", nameof(batch));
        }
        var bags = batch.Patches is null ? null : batch.Bags();
        if (Enumerable.Range(0, batch.Count).Except(batch.WithPathology).Except(batch.WithGenomics).Any())
            throw new ArgumentException("The patient has neither patches nor genomics.", nameof(batch));
        return new(
            bags is null ? NoBags(batch, configuration) : Patched(bags, batch),
            batch.Genomics is { } profiles
                ? [.. profiles.Select(profile => WithZeros(profile, batch.WithGenomics, batch.Count))]
                : [.. groups.Select(size => Zeros(batch.Patches!, batch.Count, size))]);
    }

    private static TokenBatch NoBags(BatchTensors batch, MultimodalConfiguration configuration) =>
        TokenBatch.Even(Zeros(batch.Genomics![0], batch.Count, 1, configuration.PatchWidth));

    private static TokenBatch Patched(TokenBatch bags, BatchTensors batch)
    {
        if (batch.WithPathology.Count == batch.Count) return bags;
        // A missing bag is one patch of zeros.
        var counts = Enumerable.Repeat(1, batch.Count).ToArray();
        for (var bag = 0; bag < bags.Layout.Counts.Length; bag++) counts[batch.WithPathology[bag]] = bags.Layout.Counts[bag];
        return new(
            WithZeros(bags.Tokens, batch.WithPathology, batch.Count),
            new(counts, bags.Layout.Length, bags.Layout.Device));
    }

    /// <summary>What some patients have, in the order of all, and zeros for the others.</summary>
    private static Tensor WithZeros(Tensor rows, IReadOnlyList<int> places, int count)
    {
        if (places.Count == count) return rows;
        var sources = new long[count];
        Array.Fill(sources, places.Count);
        for (var row = 0; row < places.Count; row++) sources[places[row]] = row;
        return cat([rows, zeros_like(rows.narrow(0, 0, 1))]).index_select(0, tensor(sources, device: rows.device));
    }

    private static Tensor Zeros(Tensor like, params long[] shape) => zeros(shape, dtype: like.dtype, device: like.device);
}
