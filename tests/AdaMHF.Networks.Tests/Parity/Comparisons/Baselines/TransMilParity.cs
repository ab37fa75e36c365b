namespace AdaMHF.Networks.Tests;

internal static class TransMilParity
{
    public static void Compare(ParityFixture fixture)
    {
        var keys = new Dictionary<string, string>();
        keys.AddLayers(("_fc1.0", "patch_embedding.0"), ("_fc2", "head"));
        keys.AddUnder("", "encoder.", ClassTokenTransformerParity.Keys(onGrid: true));
        using var network = TransMilNetwork.Create(
            new TransMilConfiguration
            {
                PatchWidth = fixture.Size("input_dim"),
                TokenWidth = fixture.Size("width"),
                Landmarks = fixture.Size("num_landmarks"),
            },
            seed: 0);
        NetworkComparison.Compare(fixture, network, keys);
    }
}
