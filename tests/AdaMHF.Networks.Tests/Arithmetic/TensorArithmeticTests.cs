using AdaMHF.Testing;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class TensorArithmeticTests
{
    [Fact]
    public void Numbers_and_tensors_meet_as_with_operators()
    {
        using var held = new HeldFinalizers();
        using var scope = NewDisposeScope();
        var (x, y) = (tensor(new[] { -2f, 0.5f, 3 }), tensor(new[] { 1f, -4, 0.25f }));
        TensorAssert.Identical(x + y, x.Plus(y));
        TensorAssert.Identical(x + (0.5 * y), x.Plus(0.5, y));
        TensorAssert.Identical(x + 0.3, x.Plus(0.3));
        TensorAssert.Identical(x * 0.3, x.Times(0.3));
        TensorAssert.Identical(x / 0.3, x.Over(0.3));
        TensorAssert.Identical(1 - x, x.From(1));
        TensorAssert.Identical(x.square(), x.Square());
        TensorAssert.Identical(x.clamp_min(0.3), x.AtLeast(0.3));
        TensorAssert.Identical(x.clamp_max(0.3), x.AtMost(0.3));
        TensorAssert.Identical(x.masked_fill(y > 0, -1), x.Where(y > 0, -1));
        TensorAssert.Identical(nn.functional.leaky_relu(x, 0.2), x.LeakyRelu(0.2));
        TensorAssert.Identical(nn.functional.elu(x, 1.0), x.Elu());
        TensorAssert.Identical(full(3, 0.3), TensorArithmetic.Filled([3], 0.3));
        TensorAssert.Identical(full(3, 0.3), zeros(3).Fill_(0.3));
    }

    [Fact]
    public void Integers_stay_integers()
    {
        using var held = new HeldFinalizers();
        using var scope = NewDisposeScope();
        var range = TensorArithmetic.Range(5, CPU);
        TensorAssert.Identical(arange(5), range);
        Assert.Equal(int64, range.dtype);
        TensorAssert.Identical(tensor(new long[] { 1, 2, 3, 4, 5 }), range.Plus(1));
        TensorAssert.Identical(tensor(new long[] { 0, 0, 1, 1, 2 }), range.Times_(3).FloorOver_(5));
    }

    [Fact]
    public void Rows_are_added_where_their_index_says()
    {
        using var scope = NewDisposeScope();
        var sums = zeros(3).PlusAt(tensor(new long[] { 2, 0, 2 }), tensor(new[] { 1f, 2, 3 }));
        TensorAssert.Identical(tensor(new[] { 2f, 0, 4 }), sums);
    }
}
