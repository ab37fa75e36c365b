namespace AdaMHF.Networks.Tests;

internal static class HfbSurvParity
{
    private static readonly string[] Modalities = ["gene", "path", "cona"];

    public static void Compare(ParityFixture fixture)
    {
        var (width, hidden, outputs) = (fixture.Sizes("input_dims")[0], fixture.Sizes("hidden_dims"), fixture.Sizes("output_dims"));
        Assert.Equal(outputs[0], outputs[1]);
        var configuration = new HfbSurvConfiguration
        {
            PatchWidth = width,
            GenomicGroupSizes = [width, width],
            CopyNumberGroups = [1],
            VectorWidth = width,
            CodeWidth = hidden[0],
            Rank = fixture.Size("rank"),
            PooledWidth = outputs[0],
            TakesVectors = true,
            PredictsRisk = true,
            NormalizesOverPatients = true,
        };
        var keys = new[] { "norm.running_mean", "norm.running_var", "norm.num_batches_tracked" }.ToDictionary(name => name);
        keys.AddLayers(
            ("attention.0", "attention"),
            ("norm", "norm"),
            ("encoder.0.0", "layers.0.0"),
            ("encoder.1.0", "layers.1.0"),
            ("classifier.0", "output"));
        foreach (var (theirs, ours) in Modalities.Zip(["genomics", "pathology", "copy_numbers"]))
        {
            keys.AddLayers(
                ($"encoder_{theirs}.encoder.0.0", $"{ours}.encoder1"), ($"encoder_{theirs}.encoder.1.0", $"{ours}.encoder2"),
                ($"Linear_{theirs}", $"{ours}.intra"), ($"Linear_{theirs}_a", $"{ours}.inter"));
        }
        using var network = HfbSurvNetwork.Create(configuration, seed: 0);
        RiskComparison.Compare(
            fixture, network.Fusion, keys, ["gene", "pathology", "cna"],
            inputs => network.Fusion.call(inputs[0], inputs[1], inputs[2]), inputs => network.Fusion.Code(inputs[0], inputs[1], inputs[2]));
    }
}
