using TorchSharp;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class ModalityGateTests
{
    [Fact]
    public void Weights_are_a_softmax_of_one_score_per_modality()
    {
        using var scope = NewDisposeScope();
        using var gate = Create();
        var (pathology, genomics) = (new Numbers(2).NormalDouble(1, 4), new Numbers(3).NormalDouble(1, 4));
        double Score(string name, Tensor x) =>
            Matrix.Of(x).Times(Matrix.Of(gate.state_dict()[$"{name}.weight"]).Transposed())[0][0]
                + gate.state_dict()[$"{name}.bias"].item<double>();

        var share = 1 / (1 + Math.Exp(Score("genomics", genomics) - Score("pathology", pathology)));

        TensorAssert.Close(new[] { share, 1 - share }.ToTensor(), gate.call(pathology, genomics), 1e-12);
    }

    [Fact]
    public void Gradients_agree_with_finite_differences()
    {
        using var scope = NewDisposeScope();
        using var gate = Create();
        var (pathology, genomics) = (new Numbers(2).NormalDouble(1, 4), new Numbers(3).NormalDouble(1, 4));
        var direction = new[] { 1.5, -0.7 }.ToTensor();
        var variables = new Dictionary<string, Tensor>(GradientCheck.ParametersOf(gate))
        {
            ["pathology"] = pathology,
            ["genomics"] = genomics,
        };
        GradientCheck.Agrees(() => (gate.call(pathology, genomics) * direction).sum(), variables);
    }

    [Fact]
    public void A_missing_modality_has_weight_zero_and_two_missing_ones_are_refused()
    {
        using var scope = NewDisposeScope();
        using var gate = Create();
        var x = new Numbers(2).NormalDouble(1, 4);
        Assert.Equal([1.0, 0.0], gate.call(x, null).Doubles());
        Assert.Equal([0.0, 1.0], gate.call(null, x).Doubles());
        Assert.Throws<ArgumentException>(() => gate.call(null, null));
    }

    [Fact]
    public void Both_modalities_have_equal_weight_at_the_start()
    {
        using var scope = NewDisposeScope();
        using var gate = new ModalityGate(4);
        Assert.Equal([0.5f, 0.5f], gate.call(new Numbers(2).Normal(1, 4), new Numbers(3).Normal(1, 4)).Singles());
    }

    private static ModalityGate Create()
    {
        var gate = new Numbers(1).Shaken(() => new ModalityGate(4), deviation: 0.5);
        gate.to(float64);
        return gate;
    }
}
