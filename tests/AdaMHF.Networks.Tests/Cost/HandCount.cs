namespace AdaMHF.Networks.Tests;

/// <summary>Multiply-adds of AdaMHF written out by hand from the sizes of its matrices.</summary>
internal sealed class HandCount(AdaMhfConfiguration c)
{
    private readonly long _d = c.TokenWidth;

    public long PatchEmbedding(long patches) => patches * c.PatchWidth * _d;

    public long GenomicEmbedding() => c.GenomicGroupSizes.Sum(genes => (genes * (long)c.GenomicHiddenWidth) + (c.GenomicHiddenWidth * _d));

    public long PathologyUnit(long tokens, int stages) =>
        stages * (Attention(tokens + 1) + (Cells(tokens) * _d * c.PositionalKernel) + Experts(tokens, onGrid: true));

    public long GenomicUnit(long tokens, int stages) => stages * (Attention(tokens + 1) + Experts(tokens, onGrid: false));

    /// <summary>When K_top is <paramref name="selected"/> and all of them are pools.</summary>
    public long Selection(long tokens, long selected)
    {
        var (scorer, router) = (Math.Max(8, _d / 2), Math.Max(8, _d / 4));
        var scores = ((tokens + 1) * _d * (_d / 2)) + (tokens * _d * scorer) + (tokens * scorer);
        var routers = 2 * ((_d * router) + router);
        return scores + routers + (selected * tokens * _d) + (tokens * _d);
    }

    public long CrossAttention(long pathology, long genomics) => (2 * (pathology + genomics) * _d * _d) + (3 * pathology * genomics * _d);

    public long Head() => (2 * _d) + (3 * _d * _d) + (c.FusionRank * ((2 * (_d + 1)) + 1) * _d) + (_d * c.TimeBins);

    public long Attention(long tokens)
    {
        long inner = c.AttentionWidth, m = c.Landmarks, heads = c.AttentionHeads;
        var (exact, approximate) = (2 * tokens * tokens * inner, (4 * tokens * m * inner) + (24 * heads * m * m * m));
        if (tokens <= m || exact <= approximate) return (tokens * _d * 4 * inner) + exact + (tokens * inner * 33);

        var padded = (tokens + m - 1) / m * m;
        // Queries with landmark keys, landmark queries with keys, their weighted values, and those with the queries again;
        // then the products among landmarks.
        var products = (4 * padded * m * inner) + (2 * m * m * inner) + (6 * 4 * heads * m * m * m);
        return (padded * _d * 3 * inner) + (tokens * inner * _d) + products + (padded * inner * 33);
    }

    private long Experts(long tokens, bool onGrid)
    {
        var sum = 0L;
        for (var layer = 0; layer < c.ExpertsPerLayer.Count; layer++)
        {
            long experts = c.ExpertsPerLayer[layer], kernel = 3 + (2 * layer);
            if (experts > 1) sum += (_d * _d) + (_d * experts);
            sum += (tokens + 1) * _d * 2 * (c.ExpertWidth + c.FrozenWidth);
            if (onGrid) sum += Cells(tokens) * c.ExpertWidth * kernel * kernel;
        }
        return sum;
    }

    private static long Cells(long tokens) => (long)Math.Pow(Math.Ceiling(Math.Sqrt(tokens)), 2);
}
