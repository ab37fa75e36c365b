using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>Costs of modules with parity fixtures, against the counts of the official modules.</summary>
public class OfficialCostTests
{
    [Theory]
    [InlineData(2117, 1.57e9, 0.005e9)]
    [InlineData(7, 0.475e9, 0.0005e9)]
    public void The_padded_Nystrom_layer_costs_what_the_official_one_costs_but_for_the_order_of_its_products(
        long tokens, double official, double rounding)
    {
        const long Dim = 256, Heads = 8, M = 128;
        var padded = (tokens + M - 1) / M * M;
        // Projections, products of tokens with landmarks, (tokens x m)(m x m), pseudo-inverse, value convolution, products among
        // landmarks.
        var formula = (4 * padded * Dim * Dim) + (4 * padded * M * Dim) + (Heads * padded * M * M)
            + (24 * Heads * M * M * M) + (33 * padded * Dim) + (M * M * Dim);
        Assert.Equal(official, formula, rounding);

        using var scope = NewDisposeScope();
        using var random = new RandomSource(1);
        using var attention = new NystromAttention((int)Dim, new NystromOptions(8, 32, (int)M) { AlwaysApproximate = true }, random);
        attention.eval();
        var input = zeros(1, tokens, Dim);
        var ours = CostCounter.OfModule(attention, [input], () => attention.call(input)).Operations;

        // Ours multiplies from the right, so (tokens x m)(m x m) is never formed, and projects back only the tokens, not the padding.
        var saved = (Heads * padded * M * M) - (M * M * Dim) + ((padded - tokens) * Dim * Dim);
        Assert.Equal(formula - saved, ours);
    }

    [Fact]
    public void Low_rank_fusion_costs_the_rank_times_the_widths()
    {
        using var scope = NewDisposeScope();
        using var fusion = new LowRankFusion(256, 256, 256, rank: 4);
        var x = zeros(1, 256);
        // R (da + dp + 2) o, and R o for the weights of the ranks, which the reference adds up element by element.
        Assert.Equal((4 * (256 + 256 + 2) * 256) + (4 * 256), CostCounter.OfModule(fusion, [x], () => fusion.call(x, x)).Operations);
    }

    [Fact]
    public void The_outer_product_that_it_approximates_costs_the_product_of_the_widths()
    {
        using var scope = NewDisposeScope();
        using var fusion = new OuterProductFusion(32, 32, 16);
        var x = zeros(1, 32);
        var cost = CostCounter.OfModule(fusion, [x], () => fusion.call(x, x));
        Assert.Equal(((33 * 33) + (33 * 33 * 16), (33 * 33 * 16) + 16), (cost.Operations, cost.Parameters));
    }

    [Fact]
    public void A_depthwise_convolution_costs_its_kernel_per_cell_and_channel()
    {
        using var scope = NewDisposeScope();
        using var encoding = new PositionalEncoding(24, kernel: 15);
        var tokens = zeros(45, 24); // 7 x 7 cells
        Assert.Equal(49 * 24 * 15, CostCounter.OfModule(encoding, [tokens], () => encoding.call(tokens)).Operations);
    }
}
