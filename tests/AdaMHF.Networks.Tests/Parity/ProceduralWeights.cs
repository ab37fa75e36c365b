using System.Text;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>Weights by rule, for fixtures of published size that carry none: see "Procedural weights" in the fixtures' README.</summary>
internal static class ProceduralWeights
{
    /// <summary>Fills every weight of a module, whose keys are mapped from theirs.</summary>
    public static void Fill(ParityFixture fixture, nn.Module module, IReadOnlyDictionary<string, string> ourKeys)
    {
        var targets = BlockComparison.Targets(module);
        Assert.Equal(targets.Keys.Order(StringComparer.Ordinal), ourKeys.Values.Order(StringComparer.Ordinal));
        using var noGradient = no_grad();
        foreach (var (theirs, ours) in ourKeys)
        {
            var target = targets[ours];
            var values = tensor(Values(theirs, fixture.Seed, (int)target.numel()), target.shape);
            target.copy_(theirs.Split('.')[^1] switch
            {
                // Scales of norms; class tokens; biases; matrices and kernels.
                "weight" when target.dim() == 1 => values.Times(0.1f).Plus(1),
                "cls_token" => values.Times(0.5f),
                _ when target.dim() == 1 => values.Times(0.1f),
                _ => values.Times(MathF.Sqrt(3f / (target.numel() / target.shape[0]))),
            });
        }
        module.eval();
    }

    private static float[] Values(string key, uint seed, int count) => unchecked([.. Enumerable.Range(0, count).Select(j =>
    {
        var x = (Crc32(key) ^ seed) + ((uint)j * 0x9E3779B1);
        x ^= x >> 16;
        x *= 0x85EBCA6B;
        x ^= x >> 13;
        x *= 0xC2B2AE35;
        x ^= x >> 16;
        return ((x >> 8) / 8388608f) - 1;
    })]);

    private static uint Crc32(string key)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in Encoding.UTF8.GetBytes(key))
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ (0xEDB88320u & (uint)-(int)(crc & 1));
        }
        return ~crc;
    }
}
