using System.Text.Json;

namespace AdaMHF.Survival.Tests;

/// <summary>The input of a risk-score fixture.</summary>
internal sealed class RiskScoreSample(JsonElement input)
{
    public double[] Time { get; } = input.Numbers("time");

    public bool[] Event { get; } = input.Flags("event");

    public double[] Risk { get; } = input.Numbers("risk");

    public int[] Labels(string name) => input.Integers(name);
}
