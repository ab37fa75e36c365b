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
            var (name, alpha) = (output[..output.IndexOf('.', StringComparison.Ordinal)], output[(output.IndexOf(".alpha", StringComparison.Ordinal) + 6)..]);
            var logits = fixture.Tensor($"input.{name}.logits").requires_grad_(true);
            var bins = fixture.Integers($"input.{name}.label");
            var censored = fixture.Tensor($"input.{name}.censorship").Doubles();
            var loss = stack([.. bins.Select((bin, i) => DiscreteSurvivalLoss.CrossEntropy(
                logits[i], (int)bin, observed: censored[i] == 0, double.Parse(alpha, CultureInfo.InvariantCulture)))]).mean();

            // Where survival rounds to 1 the official loss is infinite; ours must not be, nor its gradient.
            if (!double.IsFinite(fixture.Tensor($"output.{output}").Doubles()[0]))
            {
                Assert.Contains(fixture.Tensor($"grad.{name}.logits.alpha{alpha}").Doubles(), gradient => !double.IsFinite(gradient) || gradient == 0);
                Assert.All([loss, Gradients.Of(loss, [logits])[0]], ours => Assert.All(ours.Doubles(), value => Assert.True(double.IsFinite(value))));
                continue;
            }
            fixture.Expect($"output.{output}", loss);
            fixture.Expect($"grad.{name}.logits.alpha{alpha}", Gradients.Of(loss, [logits])[0]);
        }
    }
}
