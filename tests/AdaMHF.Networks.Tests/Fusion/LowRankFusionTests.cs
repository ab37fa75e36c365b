using TorchSharp;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class LowRankFusionTests
{
    [Fact]
    public void The_result_is_the_outer_product_contracted_by_the_tensor_that_the_factors_stand_for()
    {
        using var scope = NewDisposeScope();
        using var fusion = Create();
        var (pathology, genomics) = (new Numbers(2).NormalDouble(2, 3), new Numbers(3).NormalDouble(2, 5));
        var weights = fusion.state_dict();
        var full = einsum("r,rpo,rgo->pgo", weights["rank_weights"].squeeze(0), weights["pathology_factor"], weights["genomic_factor"]);
        var one = ones(2, 1, dtype: float64);

        var expected = einsum("bp,bg,pgo->bo", cat([one, pathology], 1), cat([one, genomics], 1), full).Plus(weights["bias"]);

        TensorAssert.Close(expected, fusion.call(pathology, genomics), 1e-12);
    }

    [Fact]
    public void Gradients_agree_with_finite_differences()
    {
        using var scope = NewDisposeScope();
        using var fusion = Create();
        var (pathology, genomics) = (new Numbers(2).NormalDouble(2, 3), new Numbers(3).NormalDouble(2, 5));
        var direction = new Numbers(4).NormalDouble(2, 4);
        var variables = new Dictionary<string, Tensor>(GradientCheck.ParametersOf(fusion))
        {
            ["pathology"] = pathology,
            ["genomics"] = genomics,
        };
        GradientCheck.Agrees(() => (fusion.call(pathology, genomics) * direction).sum(), variables);
    }

    private static LowRankFusion Create()
    {
        var fusion = new Numbers(1).Shaken(() => new LowRankFusion(3, 5, 4, rank: 2), deviation: 0.5);
        fusion.to(float64);
        return fusion;
    }
}
