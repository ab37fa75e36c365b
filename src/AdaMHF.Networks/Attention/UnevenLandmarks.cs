using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>
/// Landmarks of sequences of different length in one batch. Each sequence has its own runs, as if it were alone with the zero rows that
/// are then in front of it.
/// </summary>
internal sealed class UnevenLandmarks
{
    private readonly Tensor averages;
    private readonly Tensor bias;

    /// <param name="layout">The sequences.</param>
    /// <param name="landmarks">Landmarks of each sequence.</param>
    public UnevenLandmarks(TokenLayout layout, int landmarks)
    {
        var (batch, length) = (layout.Counts.Length, layout.Length);
        var shares = new float[batch * landmarks * length];
        var weights = new float[batch * (length + 1)];
        Array.Fill(weights, float.NegativeInfinity);
        for (var sequence = 0; sequence < batch; sequence++)
        {
            var count = layout.Counts[sequence];
            var zeros = (landmarks - (count % landmarks)) % landmarks;
            var run = (count + zeros) / landmarks;
            for (var token = 0; token < count; token++)
                shares[((((sequence * (long)landmarks) + ((token + zeros) / run)) * length) + token)] = 1f / run;
            weights.AsSpan((int)(sequence * (length + 1)), count).Clear();
            // Zero rows are keys of score 0 and value 0: together they weigh as many.
            if (zeros > 0) weights[(sequence * (length + 1)) + length] = MathF.Log(zeros);
        }
        averages = tensor(shares, [batch, 1, landmarks, length], device: layout.Device);
        bias = tensor(weights, [batch, 1, 1, length + 1], device: layout.Device);
    }

    /// <summary>Mean of each run, [batch, heads, landmarks, head width].</summary>
    public Tensor Of(Tensor heads) => averages.Product(heads);

    /// <summary>
    /// The tokens' part of the softmax over the tokens of each sequence and its zero rows, [batch, heads, landmarks, tokens].
    /// </summary>
    public Tensor Softmax(Tensor scores)
    {
        var more = nn.functional.pad(scores, [0, 1]).Plus(bias);
        return more.softmax(-1).narrow(-1, 0, scores.shape[^1]);
    }
}
