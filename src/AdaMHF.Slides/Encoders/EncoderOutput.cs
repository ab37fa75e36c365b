using System.Numerics.Tensors;

namespace AdaMHF.Slides;

/// <summary>Takes the feature vectors from an encoder's output.</summary>
internal static class EncoderOutput
{
    /// <summary>Batch x width values of an output of shape B x D, B x D x 1 x 1, or B x tokens x D.</summary>
    public static float[] Features(ReadOnlySpan<float> values, long[] shape, int batch, EncoderDescription description)
    {
        if (shape.Length < 2 || shape[0] != batch || shape.Any(extent => extent < 1)) throw Unexpected(shape, batch, description);
        if (shape.Length == 3 && shape[1] > 1) return OfTokens(values, batch, (int)shape[1], (int)shape[2], description);
        return shape.Skip(1).Count(extent => extent > 1) <= 1 ? values.ToArray() : throw Unexpected(shape, batch, description);
    }

    private static float[] OfTokens(ReadOnlySpan<float> values, int batch, int tokens, int width, EncoderDescription description)
    {
        var pooling = description.Tokens;
        var first = 1 + description.RegisterTokens;
        if (pooling != TokenPooling.ClassToken && first >= tokens)
        {
            throw new EncoderException(
                $"'{description.Model}' gives {tokens} tokens, of which registerTokens leaves none for patches; expected fewer.");
        }
        var parts = pooling == TokenPooling.ClassTokenAndPatchMean ? 2 : 1;
        var features = new float[batch * parts * width];
        for (var i = 0; i < batch; i++)
        {
            var ofPatch = values.Slice(i * tokens * width, tokens * width);
            var target = features.AsSpan(i * parts * width, parts * width);
            if (pooling != TokenPooling.PatchMean) ofPatch[..width].CopyTo(target);
            if (pooling == TokenPooling.ClassToken) continue;
            var mean = target[((parts - 1) * width)..];
            for (var token = first; token < tokens; token++) TensorPrimitives.Add(mean, ofPatch.Slice(token * width, width), mean);
            TensorPrimitives.Divide(mean, tokens - first, mean);
        }
        return features;
    }

    private static EncoderException Unexpected(long[] shape, int batch, EncoderDescription description) => new(
        $"The output of '{description.Model}' has shape {string.Join(" x ", shape)} for {batch} patches; expected {batch} x width, "
        + $"{batch} x width x 1 x 1, or {batch} x tokens x width. Name another output.");
}
