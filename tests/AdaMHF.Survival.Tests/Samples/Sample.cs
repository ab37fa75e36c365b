namespace AdaMHF.Survival.Tests;

/// <summary>A generated sample; prints itself when a property fails.</summary>
public sealed class Sample(double[] time, bool[] observed, double[] risk)
{
    public double[] Time { get; } = time;

    public bool[] Event { get; } = observed;

    public double[] Risk { get; } = risk;

    public int Count => Time.Length;

    public override string ToString() => $"time = [{List(Time)}], event = [{List(Event)}], risk = [{List(Risk)}]";

    private static string List<T>(T[] values) => string.Join(", ", values);
}
