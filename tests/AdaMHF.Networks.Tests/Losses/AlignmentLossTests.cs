using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class AlignmentLossTests
{
    [Fact]
    public void The_loss_is_the_mean_distance_and_the_reference_does_not_move()
    {
        using var scope = NewDisposeScope();
        var reference = tensor([1f, 2, 3, 4]).requires_grad_(true);
        var aligned = tensor([1.5f, 0, 4, 4.5f]).requires_grad_(true);

        var loss = AlignmentLoss.OfRows(reference, aligned);
        loss.backward();

        Assert.Equal((0.5 + 2 + 1 + 0.5) / 4, loss.item<float>(), 1e-6);
        Assert.Equal([0.25f, -0.25f, 0.25f, 0.25f], aligned.grad!.Singles());
        Assert.Null(reference.grad);
    }
}
