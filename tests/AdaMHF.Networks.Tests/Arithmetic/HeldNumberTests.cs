using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class HeldNumberTests
{
    [Fact]
    public void Additions_beside_a_thread_that_collects_garbage_are_right()
    {
        // Written with operators this fails within about ten thousand additions.
        using var collector = new RestlessCollector();
        for (var section = 0; section < 40; section++)
        {
            using var scope = NewDisposeScope();
            var sum = zeros(8, dtype: float64);
            for (var i = 0; i < 2000; i++) sum = sum.Plus_(0.5).Plus(ones(8, dtype: float64).Times(0.25));
            Assert.Equal(1500, sum[0].item<double>());
        }
    }

    [Fact]
    public void So_are_training_steps_and_predictions()
    {
        var quiet = Trained();
        using var collector = new RestlessCollector();
        Assert.Equal(quiet, Trained());
    }

    /// <summary>Predictions after a few steps.</summary>
    private static float[] Trained()
    {
        using var network = Tiny.Network();
        TrainingSteps.Run(network, 40, _ => { });
        network.eval();
        return [.. Enumerable.Range(0, 40).SelectMany(number => Prediction(network, number))];
    }

    private static float[] Prediction(AdaMhfNetwork network, int number)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        return network.call(Tiny.VariedPatient(number)).Logits.Singles();
    }
}
