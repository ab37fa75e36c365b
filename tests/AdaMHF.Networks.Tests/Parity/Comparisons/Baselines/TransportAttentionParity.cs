namespace AdaMHF.Networks.Tests;

internal static class TransportAttentionParity
{
    public static void Compare(ParityFixture fixture)
    {
        using var attention = new TransportAttention(MotcatParity.Transport(fixture));
        var plan = attention.call(fixture.Tensor("input.x").squeeze(1), fixture.Tensor("input.y").squeeze(1)).Plan;
        fixture.Expect("output.flow", plan.unsqueeze(0).unsqueeze(0));
        // The transport's cost, which the networks do not use; its plan is held fixed.
        BlockComparison.Compare(
            fixture,
            ["x", "y"],
            inputs => (TransportAttention.Cost(inputs[0].squeeze(1), inputs[1].squeeze(1)) * plan.transpose(0, 1)).sum().unsqueeze(0));
    }
}
