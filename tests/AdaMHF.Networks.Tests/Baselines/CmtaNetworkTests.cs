using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class CmtaNetworkTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1e-4)]
    [InlineData(100)]
    public void The_auxiliary_loss_is_the_weighted_distance_of_decoded_from_encoded_class_tokens(double weight)
    {
        using var scope = NewDisposeScope();
        using var network = CmtaNetwork.Create(
            new()
            {
                PatchWidth = MultimodalSystems.PatchWidth,
                GenomicGroupSizes = [5, 4, 3],
                TokenWidth = 16,
                GenomicHiddenWidths = [24],
                AlignmentWeight = weight,
            },
            seed: 1);
        network.eval();
        var patient = MultimodalSystems.Patient(1);
        var (_, pathology, genomics) = network.Run(BatchTensors.Of(patient));
        static double Distance(TranslatedModality modality) =>
            modality.Encoded.Doubles().Zip(modality.Translated.Doubles(), (a, b) => Math.Abs(a - b)).Average();
        var expected = Distance(pathology) + Distance(genomics);
        var auxiliary = network.call(patient).AuxiliaryLoss;
        if (weight == 0) Assert.Null(auxiliary);
        else Assert.Equal(weight * expected, auxiliary!.item<float>(), 1e-5 * weight);
    }

    [Fact]
    public void A_whole_square_of_patches_and_one_patch_more_both_run()
    {
        using var scope = NewDisposeScope();
        using var network = MultimodalSystems.Shaken("CMTA");
        Assert.All([36, 37, 63, 64, 65], patches =>
            Assert.True(network.call(MultimodalSystems.Patient(1, patches)).Logits.isfinite().all().item<bool>()));
    }
}
