namespace AdaMHF.Networks.Tests;

internal static class AlignmentParity
{
    public static void Compare(ParityFixture fixture)
    {
        foreach (var name in fixture.NamesAfter("output.").Select(output => output.Split('.')[0]))
        {
            var reference = fixture.Tensor($"input.{name}.P").requires_grad_(true);
            var pathology = fixture.Tensor($"input.{name}.P_hat").requires_grad_(true);
            var genomics = fixture.Tensor($"input.{name}.G_hat").requires_grad_(true);

            var loss = AlignmentLoss.Of(reference, pathology).Plus(AlignmentLoss.Of(fixture.Tensor($"input.{name}.G"), genomics));

            fixture.Expect($"output.{name}.l1", loss);
            loss.backward();
            fixture.Expect($"grad.{name}.P_hat", pathology.grad!);
            fixture.Expect($"grad.{name}.G_hat", genomics.grad!);
            Assert.Null(reference.grad);
        }
    }
}
