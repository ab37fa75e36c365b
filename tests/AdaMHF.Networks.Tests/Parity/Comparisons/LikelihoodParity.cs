using System.Globalization;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

internal static class LikelihoodParity
{
    public static void Compare(ParityFixture fixture)
    {
        foreach (var output in fixture.NamesAfter("output."))
        {
            // <case>.alpha<a>
            var name = output[..output.IndexOf('.', StringComparison.Ordinal)];
            var alpha = output[(output.IndexOf(".alpha", StringComparison.Ordinal) + 6)..];
            var logits = fixture.Tensor($"input.{name}.logits").requires_grad_(true);
            var bins = fixture.Integers($"input.{name}.label");
            var censored = fixture.Tensor($"input.{name}.censorship").Doubles();

            var loss = stack([.. bins.Select((bin, i) => DiscreteSurvivalLoss.NegativeLogLikelihood(
                logits[i], (int)bin, observed: censored[i] == 0, double.Parse(alpha, CultureInfo.InvariantCulture)))]).mean();

            var batch = DiscreteSurvivalBatchLoss.NegativeLogLikelihood(
                logits,
                Array.ConvertAll(bins, bin => (int)bin),
                Array.ConvertAll(censored, value => value == 0),
                double.Parse(alpha, CultureInfo.InvariantCulture)).mean();

            fixture.Expect($"output.{output}", loss);
            fixture.Expect($"output.{output}", batch);
            fixture.Expect($"grad.{name}.logits.alpha{alpha}", Gradients.Of(batch, [logits])[0]);
            fixture.Expect($"grad.{name}.logits.alpha{alpha}", Gradients.Of(loss, [logits])[0]);
        }
    }
}
