using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class MissingModalityTests
{
    private static readonly string[] PathologyParts = ["patch_embedding.", "pathology_", "cross_attention."];
    private static readonly string[] GenomicParts = ["genomic_", "cross_attention."];

    [Theory]
    [InlineData(true, false, new[] { 1f, 0f })]
    [InlineData(false, true, new[] { 0f, 1f })]
    public void A_missing_modality_weighs_exactly_nothing(bool pathology, bool genomics, float[] expected)
    {
        using var scope = NewDisposeScope();
        using var network = Tiny.ShakenNetwork();
        Assert.Equal(expected, network.call(Tiny.Patient(1, pathology: pathology, genomics: genomics)).ModalityWeights!.Singles());
    }

    [Fact]
    public void With_both_modalities_each_weighs_something_that_depends_on_the_patient()
    {
        using var scope = NewDisposeScope();
        using var network = Tiny.ShakenNetwork();
        var first = network.call(Tiny.Patient(1)).ModalityWeights!.Singles();
        var second = network.call(Tiny.Patient(2)).ModalityWeights!.Singles();
        Assert.All(first, weight => Assert.InRange(weight, 1e-6f, 1 - 1e-6f));
        Assert.NotEqual(first, second);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_belongs_to_the_missing_modality_does_not_reach_the_prediction(bool pathologyIsMissing)
    {
        using var scope = NewDisposeScope();
        using var network = Tiny.ShakenNetwork();
        var patient = Tiny.Patient(3, pathology: !pathologyIsMissing, genomics: pathologyIsMissing);
        var before = network.call(patient);

        using (no_grad())
        {
            foreach (var (name, parameter) in network.named_parameters())
            {
                var parts = pathologyIsMissing ? PathologyParts : GenomicParts;
                if (parts.Any(part => name.StartsWith(part, StringComparison.Ordinal))) parameter.Plus_(1);
            }
        }
        var after = network.call(patient);

        TensorAssert.Identical(before.Logits, after.Logits);
        TensorAssert.Identical(before.AuxiliaryLoss!, after.AuxiliaryLoss!);
        var complete = Tiny.Patient(3);
        Assert.True(TensorAssert.Differ(before.Logits, network.call(complete).Logits));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whatever_features_a_missing_modality_would_have_had_the_output_is_the_same(bool pathologyIsMissing)
    {
        using var scope = NewDisposeScope();
        using var network = Tiny.ShakenNetwork();
        PatientTensors Without(PatientTensors patient) =>
            pathologyIsMissing ? patient with { Patches = null } : patient with { Genomics = null };
        var patient = Tiny.Patient(3);
        var expected = network.call(Without(patient));
        foreach (var value in (float[])[0, 1e30f, float.NaN, float.PositiveInfinity])
        {
            var filled = pathologyIsMissing
                ? patient with { Patches = TensorArithmetic.Filled(patient.Patches!.shape, value) }
                : patient with { Genomics = [.. patient.Genomics!.Select(profile => TensorArithmetic.Filled(profile.shape, value))] };
            // What the network saw just before must not linger either.
            _ = network.call(filled);
            var output = network.call(Without(filled));
            TensorAssert.Identical(expected.Logits, output.Logits);
            TensorAssert.Identical(expected.ModalityWeights!, output.ModalityWeights!);
            TensorAssert.Identical(expected.AuxiliaryLoss!, output.AuxiliaryLoss!);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_patient_with_a_missing_modality_teaches_its_parts_nothing(bool pathologyIsMissing)
    {
        using var scope = NewDisposeScope();
        using var network = Tiny.Network();
        network.train();
        var output = network.call(Tiny.Patient(3, pathology: !pathologyIsMissing, genomics: pathologyIsMissing));
        output.Logits.sum().Plus(output.AuxiliaryLoss!).backward();
        string[] parts = pathologyIsMissing
            ? [.. PathologyParts, "head.gate.pathology"]
            : [.. GenomicParts, "head.gate.genomics"];
        var idle = network.named_parameters().Where(entry => parts.Any(part => entry.name.StartsWith(part, StringComparison.Ordinal)));
        Assert.All(idle, entry => Assert.Null(entry.parameter.grad));
        Assert.Contains(network.parameters(), parameter => parameter.grad is not null);
    }

    [Fact]
    public void A_patient_without_any_modality_is_refused()
    {
        using var network = Tiny.Network();
        Assert.Throws<ArgumentException>(() => network.call(new PatientTensors(null, null)));
    }
}
