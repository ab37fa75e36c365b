namespace AdaMHF.Networks.Tests;

internal static class MotcatParity
{
    public static void Compare(ParityFixture fixture)
    {
        var configuration = McatParity.Configured(fixture, new MotcatConfiguration { Transport = Transport(fixture) });
        using var network = MotcatNetwork.Create(configuration, seed: 0);
        NetworkComparison.Compare(
            fixture,
            network,
            McatParity.TrunkKeys(configuration),
            patient => McatParity.LogitsAndMaps(network.Explain(patient)),
            maps => McatParity.ExpectMaps(fixture, maps));
    }

    public static TransportOptions Transport(ParityFixture fixture) => new(fixture.Number("ot_reg"), fixture.Number("ot_tau"));
}
