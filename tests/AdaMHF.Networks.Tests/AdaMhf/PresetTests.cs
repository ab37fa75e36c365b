namespace AdaMHF.Networks.Tests;

public class PresetTests
{
    // The paper's Table V, typed once more.
    [Theory]
    [InlineData("BLCA", 0.10, 0.001, 1, 2048, 50, 0.05)]
    [InlineData("BRCA", 0.50, 0.005, 1, 2048, 20, 0.05)]
    [InlineData("UCEC", 0.50, 0.0001, 2, 2048, 50, 0.10)]
    [InlineData("LUAD", 0.10, 0.001, 2, 2048, 50, 0.20)]
    [InlineData("GBMLGG", 1.00, 0.001, 1, 2048, 30, 0.05)]
    public void A_preset_is_its_row_of_the_paper(
        string cohort, double alignment, double learningRate, int batch, int patches, int epochs, double rate)
    {
        var preset = Assert.Single(AdaMhfPreset.All, preset => preset.Cohort == cohort);
        Assert.Equal(
            (alignment, learningRate, batch, patches, epochs, rate),
            (preset.AlignmentWeight, preset.LearningRate, preset.BatchSize, preset.PatchesPerPatient, preset.Epochs, preset.LocalRate));
        Assert.Equal((alignment, rate), (preset.Network.AlignmentWeight, preset.Network.LocalRate));
        var network = (preset.Network with { GenomicGroupSizes = [5] }).Validated();
        Assert.Equal((HeadForm.Concatenated, false, false, false), (
            network.Head, network.RefreshesClassToken, network.BranchesStartAtZero, network.CrossAttentionSkips));
        Assert.Equal((0.0, 0.0, 0.0), (network.UnimodalWeight, network.EvidenceWeight, network.GenomicInputDropout));
        Assert.Equal((0.0, 0.0), (network.LoadBalancingWeight, network.BalancingRate));
        Assert.Equal(LinearStart.None, network.LinearStart);
    }
}
