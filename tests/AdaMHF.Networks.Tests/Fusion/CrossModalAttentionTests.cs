using TorchSharp;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class CrossModalAttentionTests
{
    private const int Width = 4;

    [Fact]
    public void Both_directions_share_one_score_matrix()
    {
        using var scope = NewDisposeScope();
        using var attention = Create();
        var (p, g) = (Matrix.Of(Pathology), Matrix.Of(Genomics));
        double[][] Linear(double[][] x, string name) => x.Times(Matrix.Of(attention.state_dict()[$"{name}.weight"]).Transposed());

        var scores = Linear(p, "w1").Times(Linear(g, "w2").Transposed()).Scaled(1 / Math.Sqrt(Width));
        var expectedPathology = p.Plus(scores.SoftmaxOfRows().Times(Linear(g, "w4")));
        var expectedGenomics = g.Plus(scores.Transposed().SoftmaxOfRows().Times(Linear(p, "w3")));

        var (pathology, genomics) = attention.call(Pathology, Genomics);
        TensorAssert.Close(expectedPathology.ToTensor(), pathology, 1e-12);
        TensorAssert.Close(expectedGenomics.ToTensor(), genomics, 1e-12);
    }

    [Fact]
    public void Values_replace_the_tokens_as_published()
    {
        using var scope = NewDisposeScope();
        using var adds = Create();
        using var replaces = new Numbers(1).Shaken(() => new CrossModalAttention(Width, skips: false), deviation: 0.5);
        replaces.to(float64);
        NetworkWeights.Load(replaces, NetworkWeights.Copy(adds));
        var (pathology, genomics) = replaces.call(Pathology, Genomics);
        var (added, alsoAdded) = adds.call(Pathology, Genomics);
        TensorAssert.Close(added - Pathology, pathology, 1e-12);
        TensorAssert.Close(alsoAdded - Genomics, genomics, 1e-12);
    }

    [Fact]
    public void Gradients_agree_with_finite_differences()
    {
        using var scope = NewDisposeScope();
        using var attention = Create();
        var (pathology, genomics) = (Pathology, Genomics);
        var (a, b) = (new Numbers(4).NormalDouble(5, Width), new Numbers(5).NormalDouble(3, Width));
        var variables = new Dictionary<string, Tensor>(GradientCheck.ParametersOf(attention))
        {
            ["pathology"] = pathology,
            ["genomics"] = genomics,
        };
        GradientCheck.Agrees(
            () =>
            {
                var (x, y) = attention.call(pathology, genomics);
                return (x * a).sum().Plus((y * b).sum());
            },
            variables);
    }

    [Fact]
    public void Each_modality_stands_alone_at_the_start()
    {
        using var scope = NewDisposeScope();
        using var attention = new CrossModalAttention(Width);
        attention.to(float64);
        var (pathology, genomics) = attention.call(Pathology, Genomics);
        TensorAssert.Identical(Pathology, pathology);
        TensorAssert.Identical(Genomics, genomics);
    }

    private static Tensor Pathology => new Numbers(2).NormalDouble(5, Width);

    private static Tensor Genomics => new Numbers(3).NormalDouble(3, Width);

    private static CrossModalAttention Create()
    {
        var attention = new Numbers(1).Shaken(() => new CrossModalAttention(Width), deviation: 0.5);
        attention.to(float64);
        return attention;
    }
}
