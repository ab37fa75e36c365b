namespace AdaMHF.Survival;

/// <summary>Weighted isotonic regression of a state on a prediction, by pooling adjacent violators, in O(n log n).</summary>
internal static class IsotonicBlocks
{
    /// <returns>First and last prediction of every block, rising, and the share of survivors there.</returns>
    public static (double[] Predicted, double[] Calibrated) Fit(double[] predicted, bool[] survived, double[] weight)
    {
        // Equal predictions get one value: they are one block before any is compared with another.
        var ties = Enumerable.Range(0, predicted.Length).GroupBy(i => predicted[i]).OrderBy(tie => tie.Key).Select(tie =>
            new Block(tie.Key, tie.Key, tie.Sum(i => weight[i]), tie.Sum(i => survived[i] ? weight[i] : 0)));
        var blocks = new Stack<Block>();
        foreach (var tie in ties)
        {
            var block = tie;
            while (blocks.TryPeek(out var last) && last.Share >= block.Share) block = blocks.Pop() + block;
            blocks.Push(block);
        }
        var (points, shares) = (new List<double>(), new List<double>());
        foreach (var block in blocks.Reverse())
        {
            points.Add(block.First);
            shares.Add(block.Share);
            if (block.Last == block.First) continue;
            points.Add(block.Last);
            shares.Add(block.Share);
        }
        return ([.. points], [.. shares]);
    }

    private readonly record struct Block(double First, double Last, double Weight, double Survived)
    {
        public double Share => Survived / Weight;

        public static Block operator +(Block below, Block above) =>
            new(below.First, above.Last, below.Weight + above.Weight, below.Survived + above.Survived);
    }
}
