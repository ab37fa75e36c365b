using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>
/// Optimal transport with entropy and soft marginals: the plan P &gt;= 0 that minimises
/// <c>sum P C + epsilon sum P (log P - 1) + tau KL(P 1 | a) + tau KL(P' 1 | b)</c>, by alternately scaling rows and columns (Chizat
/// et al. 2018, algorithm 1).
/// </summary>
/// <remarks>
/// Scalings are logarithms in double precision: <c>exp(-C / epsilon)</c> is never formed, so that a small epsilon neither
/// underflows nor divides by zero. The package that MOTCat uses stops in such a case and returns the last iterate.
/// </remarks>
internal static class UnbalancedTransport
{
    /// <summary>Transports between uniform marginals, 1 / n for each row and 1 / m for each column.</summary>
    /// <param name="cost">[n, m]: cost of moving a unit of mass from row to column, finite.</param>
    /// <param name="options">Weights and stopping rule.</param>
    /// <returns>[n, m] in double precision, without gradient.</returns>
    public static Tensor Plan(Tensor cost, TransportOptions options)
    {
        ArgumentNullException.ThrowIfNull(cost);
        return Plan(cost, Uniform(cost, 0), Uniform(cost, 1), options);
    }

    /// <summary>Transports between given marginals.</summary>
    /// <param name="cost">[n, m]: cost of moving a unit of mass from row to column, finite.</param>
    /// <param name="rows">[n]: mass of each row, above 0.</param>
    /// <param name="columns">[m]: mass of each column, above 0.</param>
    /// <param name="options">Weights and stopping rule.</param>
    /// <returns>[n, m] in double precision, without gradient.</returns>
    /// <exception cref="ArgumentException">Shapes do not match, or an option is out of its range.</exception>
    public static Tensor Plan(Tensor cost, Tensor rows, Tensor columns, TransportOptions options)
    {
        ArgumentNullException.ThrowIfNull(cost);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(options);
        options.Validated();
        if (cost.dim() != 2 || !rows.shape.SequenceEqual([cost.shape[0]]) || !columns.shape.SequenceEqual([cost.shape[1]]))
        {
            throw new ArgumentException(
                $"Costs [{string.Join(", ", cost.shape)}] need as many masses of rows and of columns, "
                + $"not [{string.Join(", ", rows.shape)}] and [{string.Join(", ", columns.shape)}].",
                nameof(cost));
        }
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var kernel = cost.detach().to(float64).Over(-options.EntropyWeight);
        var (logRows, logColumns) = Scalings(kernel, rows.to(float64).log(), columns.to(float64).log(), options);
        return kernel.Plus(logRows).Plus_(logColumns).exp().MoveToOuterDisposeScope();
    }

    /// <summary>Logarithms of the scalings, [n, 1] and [1, m].</summary>
    private static (Tensor Rows, Tensor Columns) Scalings(Tensor kernel, Tensor logRows, Tensor logColumns, TransportOptions options)
    {
        // How strictly a marginal is enforced; 1 is exact.
        var strength = options.MarginWeight / (options.MarginWeight + options.EntropyWeight);
        var (massOfRows, massOfColumns) = (logRows.unsqueeze(1), logColumns.unsqueeze(0));
        var (rows, columns) = (Uniform(kernel, 0).log().unsqueeze(1), Uniform(kernel, 1).log().unsqueeze(0));
        for (var iteration = 0; iteration < options.MostIterations; iteration++)
        {
            using var scope = NewDisposeScope();
            var nextRows = (massOfRows - kernel.Plus(columns).logsumexp(1, keepdim: true)).Times_(strength);
            var nextColumns = (massOfColumns - kernel.Plus(nextRows).logsumexp(0, keepdim: true)).Times_(strength);
            var change = Math.Max((nextRows - rows).abs().max().item<double>(), (nextColumns - columns).abs().max().item<double>());
            (rows, columns) = (nextRows.MoveToOuterDisposeScope(), nextColumns.MoveToOuterDisposeScope());
            if (change <= options.Tolerance) break;
        }
        return (rows, columns);
    }

    private static Tensor Uniform(Tensor cost, int axis) =>
        TensorArithmetic.Filled([cost.shape[axis]], 1.0 / cost.shape[axis], float64, cost.device);
}
