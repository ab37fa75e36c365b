using System.Globalization;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

internal static class CrossEntropyParity
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
            var loss = stack([.. bins.Select((bin, i) => DiscreteSurvivalLoss.CrossEntropy(
                logits[i], (int)bin, observed: censored[i] == 0, double.Parse(alpha, CultureInfo.InvariantCulture)))]).mean();

            // Where survival rounds to 1 the official loss is infinite; ours must not be, nor its gradient.
            if (!double.IsFinite(fixture.Tensor($"output.{output}").Doubles()[0]))
            {
                var theirs = fixture.Tensor($"grad.{name}.logits.alpha{alpha}").Doubles();
                Assert.Contains(theirs, gradient => !double.IsFinite(gradient) || gradient == 0);
                double[] ours = [.. loss.Doubles(), .. Gradients.Of(loss, [logits])[0].Doubles()];
                Assert.All(ours, value => Assert.True(double.IsFinite(value)));
                continue;
            }
            fixture.Expect($"output.{output}", loss);
            fixture.Expect($"grad.{name}.logits.alpha{alpha}", Gradients.Of(loss, [logits])[0]);
        }
    }
}
