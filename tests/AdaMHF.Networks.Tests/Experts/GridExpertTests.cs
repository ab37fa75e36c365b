using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class GridExpertTests
{
    [Fact]
    public void The_class_token_and_the_patches_do_not_meet()
    {
        using var scope = NewDisposeScope();
        using var expert = Expert(kernel: 3);
        var sequence = new Numbers(2).Normal(1 + 20, 8);
        var before = expert.call(sequence);

        var otherClass = sequence.clone();
        otherClass[0] = otherClass[0].Times(-1);
        var after = expert.call(otherClass);
        TensorAssert.Identical(before.narrow(0, 1, 20), after.narrow(0, 1, 20));
        Assert.True(TensorAssert.Differ(before[0], after[0]));

        var otherPatches = sequence.Times(-1);
        otherPatches[0] = sequence[0];
        TensorAssert.Identical(before[0], expert.call(otherPatches)[0]);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void A_patch_reaches_its_neighbours_within_the_kernel_and_no_other(int kernel)
    {
        using var scope = NewDisposeScope();
        using var expert = Expert(kernel);
        const int side = 7, patch = 24; // the middle of the grid
        var sequence = new Numbers(2).Normal(1 + (side * side), 8);
        var changed = sequence.clone();
        changed[1 + patch] = changed[1 + patch].Times(-1);
        var reaction = (expert.call(changed) - expert.call(sequence)).abs().sum(1).Singles()[1..];
        for (var other = 0; other < side * side; other++)
        {
            var distance = Math.Max(Math.Abs((other / side) - (patch / side)), Math.Abs((other % side) - (patch % side)));
            Assert.Equal(distance <= kernel / 2, reaction[other] > 0);
        }
    }

    private static GridExpert Expert(int kernel)
    {
        var expert = new Numbers(1).Shaken(() => new GridExpert(8, 4, kernel, 0.25, new RandomSource(3)));
        expert.eval();
        return expert;
    }
}
