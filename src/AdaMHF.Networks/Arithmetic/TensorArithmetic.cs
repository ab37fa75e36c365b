using TorchSharp;
using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>
/// Sums of tensors, and tensors with numbers. TorchSharp hands a number to native code as an object that nothing keeps alive during the call; a garbage collection of
/// another thread then frees it under the computation, which fails or goes on with another number. <c>a + b</c> is such a call, because it multiplies b by 1. Here every
/// number is held until the call is over.
/// </summary>
internal static class TensorArithmetic
{
    private static readonly Scalar One = 1.ToScalar();

    public static Tensor Plus(this Tensor x, Tensor y) => x.add(y, One);

    public static Tensor Plus(this Tensor x, double number)
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

    /// <summary>number - x.</summary>
    public static Tensor From(this Tensor x, double number) => x.neg().Plus_(number);

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
}
