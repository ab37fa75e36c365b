using AdaMHF.MLNet;

namespace AdaMHF.Networks.Tests;

public class SystemParityTests
{
    private const string Suffix = "Configuration";

    // The authors' published code does not run, so that there is nothing to compare with.
    private static readonly string[] WithoutReference = [SurvivalSystems.AdaMhf];

    public static TheoryData<string> Keys => [.. SurvivalSystems.All.Select(system => system.Key)];

    [Theory, MemberData(nameof(Keys))]
    public void Every_system_is_compared_with_its_reference(string key)
    {
        var shape = SurvivalSystems.Of(key).ConfigurationType.Name;
        Assert.EndsWith(Suffix, shape, StringComparison.Ordinal);
        var comparison = $"{shape[..^Suffix.Length]}Parity";
        var compared = ParityCatalog.Compared.Values.Select(compare => compare.Method.DeclaringType!.Name).ToHashSet();
        Assert.True(
            compared.Contains(comparison) != WithoutReference.Contains(key),
            $"System '{key}' has no {comparison} in {nameof(ParityCatalog)}.{nameof(ParityCatalog.Compared)}; see CONTRIBUTING.md, "
            + "or name it here with the reason.");
    }
}
