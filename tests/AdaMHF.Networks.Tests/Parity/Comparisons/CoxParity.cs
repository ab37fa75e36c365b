using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

internal static class CoxParity
{
    public static void Compare(ParityFixture fixture)
    {
        foreach (var name in fixture.NamesAfter("output.").Select(output => output.Split('.')[0]).Distinct())
        {
            var theta = fixture.Tensor($"input.{name}.theta").requires_grad_(true);
            var time = fixture.Tensor($"input.{name}.time").Singles();
            var observed = Array.ConvertAll(fixture.Tensor($"input.{name}.event").Singles(), value => value == 1);
            var deaths = observed.Count(died => died);

            // Ours is the mean over the deaths; theirs divide by all rows, or by one more than the deaths.
            Expect("breslow_mean", CoxLoss.Breslow(theta.squeeze(1), time, observed).Times((double)deaths / time.Length));
            // Rows 0 to i as risk set are what falling times without ties give.
            float[] inOrder = [.. Enumerable.Range(0, time.Length).Select(i => (float)(time.Length - i))];
            Expect("tril_sum", CoxLoss.Breslow(theta.squeeze(1), inOrder, observed).Times(deaths / (deaths + 1.0)));

            void Expect(string form, Tensor loss)
            {
                fixture.Expect($"output.{name}.{form}", loss);
                fixture.Expect($"grad.{name}.theta.{form}", Gradients.Of(loss, [theta])[0]);
            }
        }
    }
}
