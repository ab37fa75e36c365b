namespace AdaMHF.Networks.Tests;

public class StateDictionaryTests
{
    [Fact]
    public void Keys_and_shapes_are_those_that_saved_models_have()
    {
        using var network = Tiny.Network();
        var lines = network.state_dict()
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => $"{entry.Key} [{string.Join(", ", entry.Value.shape)}]");
        var pinned = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "AdaMhf", "tiny-network-keys.txt"));
        Assert.Equal(string.Join('\n', pinned), string.Join('\n', lines));
    }
}
