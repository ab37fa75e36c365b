using TorchSharp;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class LiveTensorTests
{
    private static long LiveTensors => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    [Fact]
    public void Fifty_training_steps_leave_no_tensor_behind()
    {
        using var network = Tiny.Network();
        var counts = new List<long>();
        TrainingSteps.Run(network, 50, _ => counts.Add(0));
        var afterFirstRun = LiveTensors;
        TrainingSteps.Run(network, 50, _ => counts.Add(LiveTensors));
        Assert.Equal(100, counts.Count);
        Assert.Equal(afterFirstRun, LiveTensors);
    }

    [Fact]
    public void Fifty_predictions_leave_no_tensor_behind()
    {
        using var network = Tiny.ShakenNetwork();
        void Predict(int number)
        {
            using var scope = NewDisposeScope();
            using var noGradient = no_grad();
            _ = network.call(Tiny.VariedPatient(number)).Logits.Singles();
        }
        Predict(0);
        var before = LiveTensors;
        for (var number = 0; number < 50; number++) Predict(number);
        Assert.Equal(before, LiveTensors);
    }
}
