using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>One layer of the MLPs in MCAT-derived code: linear, ReLU, dropout.</summary>
internal static class ReluLayer
{
    public static Sequential Create(int inputs, int outputs, double dropoutProbability, RandomSource random) =>
        Sequential(Layers.Linear(inputs, outputs), ReLU(), new SeededDropout(dropoutProbability, random));
}
