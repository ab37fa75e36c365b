using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class UnbalancedTransportTests
{
    // Close to the linear program with fixed marginals: little entropy, and margins that cost much.
    private static readonly TransportOptions AlmostLinear = new(EntropyWeight: 0.005, MarginWeight: 1e3)
    {
        MostIterations = 5000,
        Tolerance = 1e-9,
    };

    [Theory]
    [InlineData(11)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(18)]
    public void Almost_no_entropy_gives_the_best_assignment(int seed)
    {
        using var scope = NewDisposeScope();
        const int Size = 5;
        // In steps of a twentieth, so that the best assignment, if there is only one, is clearly the best.
        var cost = Costs(seed, Size, Size).sqrt().Times(20).round().Over(20);
        var values = Matrix.Of(cost);
        var ranked = Permutations(Size).ToLookup(order => Math.Round(order.Select((column, row) => values[row][column]).Sum(), 6));
        var best = Assert.Single(ranked[ranked.Min(group => group.Key)]);

        var plan = Matrix.Of(UnbalancedTransport.Plan(cost, AlmostLinear));

        for (var row = 0; row < Size; row++)
        {
            for (var column = 0; column < Size; column++) Assert.Equal(best[row] == column ? 1.0 / Size : 0, plan[row][column], 0.002);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Almost_no_entropy_gives_the_cost_of_the_linear_program_with_unequal_marginals(int seed)
    {
        using var scope = NewDisposeScope();
        int[] rows = [3, 1, 2], columns = [1, 2, 2, 1];
        var cost = Costs(seed, rows.Length, columns.Length);
        var values = Matrix.Of(cost);
        // Whole units suffice: a transport program with whole marginals has a best plan of whole units.
        double Cost(int[][] units) => units.Select((line, row) => line.Select((unit, column) => unit * values[row][column]).Sum()).Sum();
        var least = Units(rows, columns).Min(Cost) / rows.Sum();

        var plan = UnbalancedTransport.Plan(cost, Masses(rows), Masses(columns), AlmostLinear);

        Assert.Equal(least, (plan * cost).sum().item<double>(), 0.001);
        TensorAssert.Close(Masses(rows), plan.sum([1]), 1e-3);
        TensorAssert.Close(Masses(columns), plan.sum([0]), 1e-3);
    }

    [Theory]
    [InlineData(0.1, 0.5)]
    [InlineData(0.05, 0.5)]
    [InlineData(0.5, 3)]
    public void Every_change_of_a_plan_costs_more(double entropy, double margin)
    {
        using var scope = NewDisposeScope();
        var (cost, rows, columns) = (Costs(4, 6, 4), new Numbers(5).NormalDouble(6).exp(), new Numbers(6).NormalDouble(4).exp());
        double Objective(Tensor plan)
        {
            var entropyTerm = (plan * (plan.log().Plus(-1))).sum().Times(entropy);
            var marginTerm = Divergence(plan.sum([1]), rows).Plus(Divergence(plan.sum([0]), columns)).Times(margin);
            return (plan * cost).sum().Plus(entropyTerm).Plus(marginTerm).item<double>();
        }

        var plan = UnbalancedTransport.Plan(cost, rows, columns, new(entropy, margin) { Tolerance = 1e-13 });

        var least = Objective(plan);
        for (var trial = 0; trial < 50; trial++)
        {
            foreach (var size in new[] { 1e-3, 0.1 })
            {
                var change = new Numbers(100 + trial).NormalDouble(6, 4).Times(size).exp();
                Assert.True(Objective(plan * change) > least);
            }
        }
    }

    [Fact]
    public void Marginals_are_kept_the_better_the_more_they_cost()
    {
        using var scope = NewDisposeScope();
        var cost = Costs(7, 37, 6);
        double Deviation(double margin)
        {
            var plan = UnbalancedTransport.Plan(cost, new(0.1, margin) { MostIterations = 100_000 });
            return plan.sum([1]).Plus(-(1.0 / 37)).abs().sum().Plus(plan.sum([0]).Plus(-(1.0 / 6)).abs().sum()).item<double>();
        }
        double[] deviations = [.. new[] { 0.05, 0.5, 5, 50, 500 }.Select(Deviation)];
        Assert.Equal(deviations.OrderDescending(), deviations);
        Assert.True(deviations[0] > 0.1 && deviations[^1] < 1e-3, string.Join(", ", deviations));
    }

    [Fact]
    public void A_tiny_entropy_neither_underflows_nor_leaves_tensors_behind()
    {
        using var scope = NewDisposeScope();
        var cost = Costs(8, 50, 6);
        var before = scope.DisposablesCount;
        var plan = UnbalancedTransport.Plan(cost, new(EntropyWeight: 1e-5));
        Assert.True(plan.isfinite().all().item<bool>() && plan.sum().item<double>() > 0.1);
        plan.Dispose();
        Assert.True(scope.DisposablesCount <= before + 8, $"{scope.DisposablesCount - before} tensors are left.");
    }

    [Fact]
    public void Shapes_and_weights_out_of_range_are_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("[3] and [3]", Assert.Throws<ArgumentException>(
            () => UnbalancedTransport.Plan(ones(3, 4), ones(3), ones(3), new())).Message, StringComparison.Ordinal);
        TransportOptions[] invalid = [new(0), new(0.1, -1), new() { MostIterations = 0 }, new() { Tolerance = double.NaN }];
        foreach (var options in invalid)
            Assert.Throws<ArgumentException>(() => UnbalancedTransport.Plan(ones(3, 4), options));
    }

    private static Tensor Divergence(Tensor mass, Tensor wanted) => ((mass * (mass / wanted).log()) - mass).Plus(wanted).sum();

    private static Tensor Costs(int seed, int rows, int columns)
    {
        var cost = new Numbers(seed).NormalDouble(rows, columns).Square();
        return cost / cost.max();
    }

    private static Tensor Masses(int[] units) => units.Select(unit => unit / (double)units.Sum()).ToArray().ToTensor();

    private static IEnumerable<int[]> Permutations(int size) => size == 0
        ? [[]]
        : Permutations(size - 1).SelectMany(shorter => Enumerable.Range(0, size).Select(place =>
            (int[])[.. shorter[..place], size - 1, .. shorter[place..]]));

    /// <summary>Every matrix of whole numbers with these sums of rows and columns.</summary>
    private static IEnumerable<int[][]> Units(int[] rows, int[] columns)
    {
        if (rows.Length == 0) return [[]];
        return Lines(rows[0], columns).SelectMany(line => Units(rows[1..], [.. columns.Zip(line, (column, unit) => column - unit)])
            .Select(rest => (int[][])[line, .. rest]));
    }

    private static IEnumerable<int[]> Lines(int sum, int[] most) => most.Length == 0
        ? sum == 0 ? [[]] : []
        : Enumerable.Range(0, Math.Min(sum, most[0]) + 1).SelectMany(first =>
            Lines(sum - first, most[1..]).Select(rest => (int[])[first, .. rest]));
}
