using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class PatchOrderTests
{
    private static readonly AdaMhfConfiguration WithoutOrder = Tiny.Configuration with
    {
        PositionalKernel = 0,
        GridExperts = false,
        ValueKernel = 0,
        Landmarks = 512,
    };

    [Theory]
    [InlineData(7)]
    [InlineData(200)]
    public void The_order_of_the_patches_does_not_matter_when_nothing_depends_on_it(int patches) =>
        Assert.InRange(LargestChange(WithoutOrder, patches), 0, 1e-5);

    [Fact]
    public void Each_part_that_depends_on_order_makes_it_count()
    {
        AdaMhfConfiguration[] dependent =
        [
            WithoutOrder with { PositionalKernel = 3 },
            WithoutOrder with { GridExperts = true },
            WithoutOrder with { ValueKernel = 33 },
            WithoutOrder with { Landmarks = 8 },
        ];
        Assert.All(dependent, configuration => Assert.True(LargestChange(configuration, 200) > 1e-4));
    }

    private static float LargestChange(AdaMhfConfiguration configuration, int patches)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = new Numbers(1).Shaken(() => AdaMhfNetwork.Create(configuration, seed: 1));
        network.eval();
        var largest = 0f;
        for (var seed = 0; seed < 5; seed++)
        {
            var patient = Tiny.Patient(seed, patches);
            var order = Enumerable.Range(0, patches).Select(patch => (long)patch).ToArray();
            new Random(seed).Shuffle(order);
            var permuted = patient with { Patches = patient.Patches![tensor(order)] };
            var change = network.call(patient).Logits.sigmoid() - network.call(permuted).Logits.sigmoid();
            largest = Math.Max(largest, change.abs().max().item<float>());
        }
        return largest;
    }
}
