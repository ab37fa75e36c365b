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
            var weights = output.ModalityWeights.Singles();
            Assert.Equal(1, weights.Sum(), 1e-6);
            Assert.All(weights, weight => Assert.InRange(weight, 0, 1));
            Assert.True(output.AuxiliaryLoss!.item<float>() > 0);
        }
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
            changed[patch] = changed[patch] * -1;
            Assert.True(TensorAssert.Differ(whole, network.call(patient with { Patches = changed }).Logits), $"Patch {patch} is ignored.");
        }
    }
}
