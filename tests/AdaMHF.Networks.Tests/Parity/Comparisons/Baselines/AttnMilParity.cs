using AdaMHF.Testing;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

internal static class AttnMilParity
{
    public static void Compare(ParityFixture fixture)
    {
        var sizes = fixture.Sizes("sizes");
        using var network = Network(sizes[0], sizes[1], sizes[2]);
        NetworkComparison.Compare(fixture, network, Keys());
    }

    /// <summary>Nine steps of Adam on three patients in turn.</summary>
    public static void CompareTraining(ParityFixture fixture)
    {
        using var network = Network(48, 64, 32);
        var keys = Keys();
        BlockComparison.Filled(fixture, network, keys);
        using var held = new HeldFinalizers();
        using var optimizer = optim.Adam(network.parameters(), fixture.Number("lr"), weight_decay: fixture.Number("weight_decay"));
        var losses = new List<Tensor>();
        for (var step = 0; step < fixture.Size("steps"); step++)
        {
            var patient = $"input.p{step % 3}.";
            var output = network.call(new PatientTensors(fixture.Tensor($"{patient}x_path"), null));
            var loss = NetworkComparison.Loss(fixture, output.Logits, patient);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
            losses.Add(loss.detach());
        }
        fixture.Expect("output.loss", stack(losses));
        var weights = network.state_dict();
        foreach (var (theirs, ours) in keys) fixture.Expect($"output.final.{theirs}", weights[ours]);
    }

    private static AttnMilNetwork Network(int patchWidth, int tokenWidth, int attentionWidth) => AttnMilNetwork.Create(
        new AttnMilConfiguration
        {
            PatchWidth = patchWidth,
            TokenWidth = tokenWidth,
            AttentionWidth = attentionWidth,
            HiddenWidth = attentionWidth,
        },
        seed: 0);

    private static Dictionary<string, string> Keys()
    {
        var keys = new Dictionary<string, string>();
        keys.AddLayers(("attention_net.0", "patch_embedding.0"), ("rho.0", "hidden.0"), ("classifier", "head"));
        keys.AddUnder("attention_net.3.", "pool.scorer.", BlockComparison.WeightsAndBiases(AttentionScorerParity.Parts));
        return keys;
    }
}
