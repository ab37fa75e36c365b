using AdaMHF.Testing;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaMHF.MLNet.Tests;

/// <summary>
/// The flat optimizer beside TorchSharp's own, and RAdam, whose rate TorchSharp squares, beside the formula in plain numbers.
/// </summary>
public class StepOptimizerTests
{
    private const double Decay = 0.1, Rate = 0.01, Momentum = 0.9;
    private const int Steps = 40;

    [Theory]
    [InlineData(SurvivalOptimizer.AdamW)]
    [InlineData(SurvivalOptimizer.Adam)]
    [InlineData(SurvivalOptimizer.Sgd)]
    public void It_steps_as_TorchSharps_own_whoever_has_a_gradient(SurvivalOptimizer kind) =>
        StepsAsTheirs(kind, Parameters(), Parameters(), Steps);

    // Matrices of more than a million numbers take a way of their own, and long buffers are stepped in parts.
    [Theory]
    [InlineData(SurvivalOptimizer.AdamW)]
    [InlineData(SurvivalOptimizer.Adam)]
    [InlineData(SurvivalOptimizer.Sgd)]
    public void It_steps_as_TorchSharps_own_whatever_the_size(SurvivalOptimizer kind)
    {
        long[][] shapes = [[3, 4], [1100, 1000], [300, 300], [70_001], [5], [1050, 1000], [65_536, 1]];
        StepsAsTheirs(kind, Parameters(shapes), Parameters(shapes), steps: 5);
    }

    private static void StepsAsTheirs(SurvivalOptimizer kind, Parameter[] ours, Parameter[] theirs, int steps)
    {
        using var held = new HeldFinalizers();
        using var scope = NewDisposeScope();
        using var flat = StepOptimizer.Create(ours.Select(parameter => (parameter, Decay)), kind, Momentum);
        using var plain = Theirs(kind, theirs);
        for (var step = 0; step < steps; step++)
        {
            var rate = Rate / (1 + step);
            GiveGradients(ours, theirs, step);
            foreach (var group in plain.ParamGroups) group.LearningRate = rate;
            plain.step();
            flat.Step(rate);
            foreach (var parameter in theirs) parameter.grad = null;
            foreach (var (own, expected) in ours.Zip(theirs))
            {
                Assert.Null(own.grad);
                Assert.Equal(expected.shape, own.shape);
                Assert.True((own - expected).abs().max().item<float>() <= 1e-6 * expected.abs().max().item<float>());
            }
        }
    }

    [Fact]
    public void Rectified_Adam_is_that_of_its_paper()
    {
        using var scope = NewDisposeScope();
        Parameter[] ours = [new(tensor([0.5f, -2f]))];
        using var flat = StepOptimizer.Create(ours.Select(parameter => (parameter, 0.0)), SurvivalOptimizer.RAdam);
        var random = new Random(2);
        double[] weights = [0.5, -2], mean = new double[2], square = new double[2];
        var longest = (2 / (1 - 0.999)) - 1;
        for (var step = 1; step <= Steps; step++)
        {
            double[] gradient = [random.NextDouble() - 0.3, random.NextDouble() - 0.7];
            ours[0].grad = tensor([(float)gradient[0], (float)gradient[1]]);
            flat.Step(Rate);
            var length = longest - (2 * step * Math.Pow(0.999, step) / (1 - Math.Pow(0.999, step)));
            for (var i = 0; i < 2; i++)
            {
                mean[i] = (0.9 * mean[i]) + (0.1 * gradient[i]);
                square[i] = (0.999 * square[i]) + (0.001 * gradient[i] * gradient[i]);
                var corrected = mean[i] / (1 - Math.Pow(0.9, step));
                var adapted = length > 5
                    ? Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length))
                        * Math.Sqrt(1 - Math.Pow(0.999, step)) / (Math.Sqrt(square[i]) + 1e-8)
                    : 1;
                weights[i] -= Rate * corrected * adapted;
            }
            var found = ours[0].detach().data<float>().ToArray();
            for (var i = 0; i < 2; i++) Assert.Equal(weights[i], found[i], 1e-5);
        }
    }

    [Theory]
    [InlineData(SurvivalOptimizer.AdamW)]
    [InlineData(SurvivalOptimizer.RAdam)]
    [InlineData(SurvivalOptimizer.Sgd)]
    public void A_state_goes_on_where_it_stood_bit_for_bit(SurvivalOptimizer kind)
    {
        using var scope = NewDisposeScope();
        var (through, stopped) = (Parameters(), Parameters());
        using var first = StepOptimizer.Create(through.Select(parameter => (parameter, Decay)), kind, Momentum);
        using var before = StepOptimizer.Create(stopped.Select(parameter => (parameter, Decay)), kind, Momentum);
        for (var step = 0; step < 9; step++) Both(before, step);
        using var after = StepOptimizer.Create(stopped.Select(parameter => (parameter, Decay)), kind, Momentum);
        after.Continue(before.State());
        for (var step = 9; step < 20; step++) Both(after, step);
        foreach (var (expected, own) in through.Zip(stopped)) Assert.Equal(Bits(expected), Bits(own));

        var refused = Assert.Throws<InvalidDataException>(() => after.Continue(new byte[100]));
        Assert.Contains("another version", refused.Message, StringComparison.Ordinal);

        void Both(StepOptimizer second, int step)
        {
            GiveGradients(through, stopped, step);
            first.Step(Rate);
            second.Step(Rate);
        }
    }

    [Fact]
    public void Longer_gradients_are_cut_to_the_norm_over_all_parameters()
    {
        using var held = new HeldFinalizers();
        using var scope = NewDisposeScope();
        var (ours, theirs) = (Parameters(), Parameters());
        using var flat = StepOptimizer.Create(
            ours.Select(parameter => (parameter, 0.0)), SurvivalOptimizer.Sgd, momentum: 0, maxGradientNorm: 0.7);
        using var plain = optim.SGD(theirs, Rate);
        for (var step = 0; step < 5; step++)
        {
            GiveGradients(ours, theirs, step);
            nn.utils.clip_grad_norm_(theirs.Where(parameter => parameter.grad is not null), 0.7);
            plain.step();
            flat.Step(Rate);
            foreach (var parameter in theirs) parameter.grad = null;
            foreach (var (own, expected) in ours.Zip(theirs)) Assert.True((own - expected).abs().max().item<float>() <= 1e-6);
        }
    }

    private static Parameter[] Parameters() => Parameters([3, 4], [4], [2, 2], [5], [7, 1], [1]);

    private static Parameter[] Parameters(params long[][] shapes) =>
        [.. shapes.Select((shape, i) => new Parameter(Values(100 + i, shape)))];

    private static OptimizerHelper Theirs(SurvivalOptimizer kind, Parameter[] parameters)
    {
        Parameter[] Of(bool matrices) => [.. parameters.Where(parameter => parameter.dim() > 1 == matrices)];
        return kind switch
        {
            SurvivalOptimizer.AdamW => optim.AdamW(
                [
                    new AdamW.ParamGroup(Of(true), new() { weight_decay = Decay }),
                    new AdamW.ParamGroup(Of(false), new() { weight_decay = 0 }),
                ],
                Rate),
            SurvivalOptimizer.Adam => optim.Adam(
                [
                    new Adam.ParamGroup(Of(true), new() { weight_decay = Decay }),
                    new Adam.ParamGroup(Of(false), new() { weight_decay = 0 }),
                ],
                Rate),
            _ => optim.SGD(
                [
                    new SGD.ParamGroup(Of(true), new() { weight_decay = Decay, momentum = Momentum }),
                    new SGD.ParamGroup(Of(false), new() { weight_decay = 0, momentum = Momentum }),
                ],
                Rate, Momentum),
        };
    }

    // As experts do: a parameter gets a gradient in most steps, not in all.
    private static void GiveGradients(Parameter[] one, Parameter[] other, int step)
    {
        for (var i = 0; i < one.Length; i++)
        {
            if ((step + i) % 4 == 0) continue;
            one[i].grad = Values((step * 10) + i, one[i].shape);
            other[i].grad = Values((step * 10) + i, one[i].shape);
        }
    }

    private static Tensor Values(int seed, params long[] shape)
    {
        var random = new Random(seed);
        var count = (int)shape.Aggregate((a, b) => a * b);
        return tensor([.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))], shape);
    }

    private static int[] Bits(Tensor values) => SmallStudy.Bits(values.detach().reshape(-1).data<float>().ToArray());
}
