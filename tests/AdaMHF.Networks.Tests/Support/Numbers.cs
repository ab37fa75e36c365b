using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>Random numbers that come from nowhere near Torch's own generators.</summary>
internal sealed class Numbers(int seed)
{
    private readonly Random _random = new(seed);

    public Tensor Normal(params long[] shape) => tensor(NormalSingles(shape.Aggregate(1L, (product, extent) => product * extent)), shape);

    /// <summary>The same in double precision, for finite differences.</summary>
    public Tensor NormalDouble(params long[] shape) => Normal(shape).to(float64);

    /// <summary>
    /// A module, the same each time, whose trainable weights are all moved away from their start, much of which is zero and would hide a
    /// forgotten term.
    /// </summary>
    public T Shaken<T>(Func<T> construct, double deviation = 0.2) where T : nn.Module
    {
        var module = SeededConstruction.Build(1, construct);
        using var noGradient = no_grad();
        foreach (var parameter in module.parameters().Where(parameter => parameter.requires_grad))
            parameter.Plus_(Normal(parameter.shape).to_type(parameter.dtype).Times(deviation));
        return module;
    }

    private float[] NormalSingles(long count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()));
        return values;
    }
}
