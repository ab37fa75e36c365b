using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class PatchCountTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(2048)]
    [InlineData(20_000)]
    public void Any_number_of_patches_gives_hazards_between_0_and_1(int patches)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = Tiny.ShakenNetwork();
        foreach (var genomics in (bool[])[true, false])
        {
            var output = network.call(Tiny.Patient(patches, patches, genomics: genomics));

            var hazards = output.Logits.sigmoid().Singles();
            Assert.Equal(Tiny.Configuration.TimeBins, hazards.Length);
            Assert.All(hazards, hazard => Assert.InRange(hazard, float.Epsilon, 1 - 1e-7f));
            var survival = output.Logits.sigmoid().From(1).cumprod(0).Singles();
            Assert.All(survival.Zip(survival.Skip(1)), pair => Assert.True(pair.Second <= pair.First));
            var weights = output.ModalityWeights!.Singles();
            Assert.Equal(1, weights.Sum(), 1e-6);
            Assert.All(weights, weight => Assert.InRange(weight, 0, 1));
            Assert.True(output.AuxiliaryLoss!.item<float>() > 0);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(129)]
    [InlineData(20_000)]
    public void The_default_network_takes_them_too(int patches)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = AdaMhfNetwork.Create(new AdaMhfConfiguration { PatchWidth = 12, GenomicGroupSizes = [5, 4, 3] }, seed: 1);
        network.eval();
        var (output, decisions) = network.Explain(Tiny.Patient(1, patches));
        Assert.All(output.Logits.sigmoid().Singles(), hazard => Assert.InRange(hazard, float.Epsilon, 1 - 1e-7f));
        Assert.InRange(decisions.Pathology!.Selection!.Count, 1, Math.Min(patches, 128));
    }

    [Fact]
    public void Every_patch_has_a_say()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = Tiny.ShakenNetwork();
        var patient = Tiny.Patient(5, patches: 60);
        var whole = network.call(patient).Logits;
        for (var patch = 0; patch < 60; patch++)
        {
            var changed = patient.Patches!.clone();
            changed[patch] = changed[patch].Times(-1);
            Assert.True(TensorAssert.Differ(whole, network.call(patient with { Patches = changed }).Logits), $"Patch {patch} is ignored.");
        }
    }
}
