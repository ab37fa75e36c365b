using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>What losses that compare patients ask of a batch.</summary>
internal static class PatientBatch
{
    /// <summary>Refuses a batch that cannot be compared.</summary>
    /// <param name="risks">[n], one per patient.</param>
    /// <param name="time">Follow-up time of each patient.</param>
    /// <param name="observed">True when death was observed.</param>
    /// <param name="loss">Name of the loss, for the message.</param>
    /// <exception cref="ArgumentException">The batch holds fewer than two patients, the lengths differ, or a time is NaN.</exception>
    public static void Require(Tensor risks, ReadOnlySpan<float> time, ReadOnlySpan<bool> observed, string loss)
    {
        if (risks.dim() != 1 || risks.shape[0] != time.Length || time.Length != observed.Length)
        {
            throw new ArgumentException(
                $"Expected one risk, time and event per patient, got shape [{string.Join(", ", risks.shape)}], {time.Length} times and {observed.Length} events.", nameof(risks));
        }
        if (time.Length < 2)
        {
            throw new ArgumentException(
                $"The {loss} loss compares patients with each other, but the batch holds {time.Length}. Use batches of at least 2, better 64 or more, or a loss that judges single patients.", nameof(time));
        }
        foreach (var value in time)
        {
            if (float.IsNaN(value)) throw new ArgumentException("A time is NaN.", nameof(time));
        }
    }
}
