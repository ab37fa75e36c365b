using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

/// <summary>What became of copies of a model zip with one random bit flipped in each.</summary>
/// <param name="Refused">Loading threw what it promises to throw.</param>
/// <param name="Same">It loaded and scores the same bits: what was flipped has no effect.</param>
/// <param name="Wrong">It loaded and scores otherwise or not at all, or loading threw something else.</param>
/// <param name="Hung">Loading did not end within a quarter of a minute.</param>
/// <param name="Example">One that is wrong, in words.</param>
internal sealed record FlippedBits(int Refused, int Same, int Wrong, int Hung, string? Example)
{
    public static FlippedBits Of(
        byte[] zip, int flips, int seed, string path, Func<string, ITransformer> load, Func<Exception, bool> promised,
        Func<ITransformer, int[]> score)
    {
        File.WriteAllBytes(path, zip);
        var expected = Scored(load(path), score);
        var random = new Random(seed);
        var (refused, same, wrong, hung) = (0, 0, 0, 0);
        string? example = null;
        for (var flip = 0; flip < flips; flip++)
        {
            var bit = random.NextInt64(8L * zip.Length);
            var damaged = (byte[])zip.Clone();
            damaged[bit / 8] ^= (byte)(1 << (int)(bit % 8));
            File.WriteAllBytes(path, damaged);
            try
            {
                var loading = Task.Run(() => load(path));
                if (Task.WaitAny([loading], TimeSpan.FromSeconds(15)) < 0)
                {
                    hung++;
                    example ??= $"bit {bit} keeps loading busy";
                    continue;
                }
                var model = loading.GetAwaiter().GetResult();
                try
                {
                    if (Scored(model, score).SequenceEqual(expected)) same++;
                    else Wrong($"bit {bit} gives other scores");
                }
                catch (Exception error)
                {
                    Wrong($"bit {bit} fails when it scores: {error.Message}");
                }
            }
            catch (Exception error)
            {
                if (promised(error)) refused++;
                else Wrong($"bit {bit} gives {error}");
            }
        }
        return new(refused, same, wrong, hung, example);

        void Wrong(string what)
        {
            wrong++;
            example ??= what;
        }
    }

    private static int[] Scored(ITransformer model, Func<ITransformer, int[]> score)
    {
        try
        {
            return score(model);
        }
        finally
        {
            (model as IDisposable)?.Dispose();
        }
    }
}
