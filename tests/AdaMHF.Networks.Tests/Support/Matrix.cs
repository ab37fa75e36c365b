using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>Rows of doubles with the few operations that formulas are written out in, one loop each.</summary>
internal static class Matrix
{
    public static double[][] Of(Tensor tensor)
    {
        var values = tensor.Doubles();
        var columns = (int)tensor.shape[^1];
        return [.. values.Chunk(columns)];
    }

    public static double[][] Times(this double[][] a, double[][] b) =>
        [.. a.Select(row => b[0].Select((_, column) => row.Select((value, i) => value * b[i][column]).Sum()).ToArray())];

    public static double[][] Transposed(this double[][] a) => [.. a[0].Select((_, column) => a.Select(row => row[column]).ToArray())];

    public static double[][] Plus(this double[][] a, double[][] b) => [.. a.Zip(b, (x, y) => x.Zip(y, (p, q) => p + q).ToArray())];

    public static double[][] Scaled(this double[][] a, double factor) =>
        [.. a.Select(row => row.Select(value => value * factor).ToArray())];

    public static double[][] SoftmaxOfRows(this double[][] a) => [.. a.Select(row =>
    {
        var sum = row.Sum(Math.Exp);
        return row.Select(value => Math.Exp(value) / sum).ToArray();
    })];

    public static double[][] Columns(this double[][] a, int from, int count) => [.. a.Select(row => row[from..(from + count)])];

    public static Tensor ToTensor(this double[][] a) => tensor([.. a.SelectMany(row => row)], a.Length, a[0].Length, dtype: float64);

    public static Tensor ToTensor(this double[] a) => tensor(a, dtype: float64);
}
