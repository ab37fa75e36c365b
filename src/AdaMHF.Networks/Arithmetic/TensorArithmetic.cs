using TorchSharp;
using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>
/// Tensors with numbers, and what TorchSharp computes with a number of its own. TorchSharp hands a number to native code as an object that
/// nothing keeps alive during the call; a garbage collection of another thread then frees it under the computation, which fails or goes on
/// with another number. <c>a + b</c> is such a call, because it multiplies b by 1. Here every number is held until the call is over.
/// </summary>
internal static class TensorArithmetic
{
    private static readonly Scalar Zero = 0.ToScalar();
    private static readonly Scalar One = 1.ToScalar();

    /// <summary>0, 1, ..., count - 1.</summary>
    public static Tensor Range(long count, Device device)
    {
        using var held = count.ToScalar();
        return arange(Zero, held, One, int64, device);
    }

    /// <summary>A tensor of one number.</summary>
    public static Tensor Filled(long[] size, double number, ScalarType? dtype = null, Device? device = null)
    {
        using var held = number.ToScalar();
        return full(size, held, dtype, device);
    }

    public static Tensor Fill_(this Tensor x, double number)
    {
        using var held = number.ToScalar();
        return x.fill_(held);
    }

    public static Tensor Plus(this Tensor x, Tensor y) => x.add(y, One);

    public static Tensor Plus(this Tensor x, double number)
    {
        using var held = number.ToScalar();
        return x.add(held, One);
    }

    /// <summary>Integers stay integers.</summary>
    public static Tensor Plus(this Tensor x, long number)
    {
        using var held = number.ToScalar();
        return x.add(held, One);
    }

    /// <summary>x + factor * y.</summary>
    public static Tensor Plus(this Tensor x, double factor, Tensor y)
    {
        using var held = factor.ToScalar();
        return x.add(y, held);
    }

    public static Tensor Plus_(this Tensor x, Tensor y) => x.add_(y, One);

    public static Tensor Plus_(this Tensor x, double number)
    {
        using var held = number.ToScalar();
        return x.add_(held, One);
    }

    /// <summary>x becomes x + factor * y.</summary>
    public static Tensor Plus_(this Tensor x, double factor, Tensor y)
    {
        using var held = factor.ToScalar();
        return x.add_(y, held);
    }

    /// <summary>A copy of x to whose rows those of y are added, each to the row of its index.</summary>
    public static Tensor PlusAt(this Tensor x, Tensor index, Tensor y) => x.index_add(0, index, y, One);

    public static Tensor Times(this Tensor x, double factor)
    {
        using var held = factor.ToScalar();
        return x.mul(held);
    }

    public static Tensor Times_(this Tensor x, double factor)
    {
        using var held = factor.ToScalar();
        return x.mul_(held);
    }

    /// <summary>Integers stay integers.</summary>
    public static Tensor Times_(this Tensor x, long factor)
    {
        using var held = factor.ToScalar();
        return x.mul_(held);
    }

    public static Tensor Over(this Tensor x, double divisor)
    {
        using var held = divisor.ToScalar();
        return x.div(held);
    }

    public static Tensor Over_(this Tensor x, double divisor)
    {
        using var held = divisor.ToScalar();
        return x.div_(held);
    }

    /// <summary>x becomes the largest integers not above x / divisor.</summary>
    public static Tensor FloorOver_(this Tensor x, long divisor)
    {
        using var held = divisor.ToScalar();
        return x.div_(held, RoundingMode.floor);
    }

    /// <summary>number - x.</summary>
    public static Tensor From(this Tensor x, double number) => x.neg().Plus_(number);

    public static Tensor Square(this Tensor x) => x * x;

    public static Tensor AtLeast(this Tensor x, double bound)
    {
        using var held = bound.ToScalar();
        return x.clamp_min(held);
    }

    public static Tensor AtMost(this Tensor x, double bound)
    {
        using var held = bound.ToScalar();
        return x.clamp_max(held);
    }

    /// <summary>x becomes x + factor * y * z.</summary>
    public static Tensor PlusProduct_(this Tensor x, double factor, Tensor y, Tensor z)
    {
        using var held = factor.ToScalar();
        return x.addcmul_(y, z, held);
    }

    /// <summary>x becomes x + factor * y / z.</summary>
    public static Tensor PlusQuotient_(this Tensor x, double factor, Tensor y, Tensor z)
    {
        using var held = factor.ToScalar();
        return x.addcdiv_(y, z, held);
    }

    public static Tensor Where(this Tensor x, Tensor mask, double number)
    {
        using var held = number.ToScalar();
        return x.masked_fill(mask, held);
    }

    /// <summary>x, or slope * x where x is negative.</summary>
    public static Tensor LeakyRelu(this Tensor x, double slope)
    {
        using var held = slope.ToScalar();
        return x.leaky_relu(held);
    }

    /// <summary>x, or exp(x) - 1 where x is negative.</summary>
    public static Tensor Elu(this Tensor x) => x.elu(One, One, One);
}
