using System.Numerics;

namespace AdaMHF.MLNet;

/// <summary>Shapley values from the worth of every coalition; bit i of a coalition's number says whether player i is in it.</summary>
internal static class Coalitions
{
    /// <summary>Most players whose coalitions are all computed: 4,096.</summary>
    public const int MaxPlayers = 12;

    /// <summary>
    /// The value of each player: the mean of what it adds to those before it, over all orders of the players (Shapley 1953).
    /// </summary>
    /// <param name="players">Number of players, at least 0.</param>
    /// <param name="worth">By number of the coalition: the numbers that are shared out, as many each.</param>
    /// <returns>[player][number].</returns>
    public static double[][] ShapleyValues(int players, double[][] worth)
    {
        var weights = new double[Math.Max(players, 1)];
        // |S|! (n - |S| - 1)! / n! for a coalition S without the player.
        for (var size = 0; size < players; size++) weights[size] = 1 / (players * Choose(players - 1, size));
        var values = new double[players][];
        for (var player = 0; player < players; player++)
        {
            var value = new double[worth[0].Length];
            for (var coalition = 0; coalition < worth.Length; coalition++)
            {
                if ((coalition >> player & 1) != 0) continue;
                var (without, with) = (worth[coalition], worth[coalition | (1 << player)]);
                var weight = weights[BitOperations.PopCount((uint)coalition)];
                for (var i = 0; i < value.Length; i++) value[i] += weight * (with[i] - without[i]);
            }
            values[player] = value;
        }
        return values;
    }

    private static double Choose(int from, int chosen)
    {
        var ways = 1.0;
        for (var i = 0; i < chosen; i++) ways = ways * (from - i) / (i + 1);
        return ways;
    }
}
