using AdaMHF.Testing;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>Behaviour of HFBSurv and GPDBN that no parity file covers.</summary>
public class VectorSystemTests
{
    private static readonly HfbSurvConfiguration HfbSurv = new()
    {
        PatchWidth = 8,
        GenomicGroupSizes = [5, 3],
        VectorWidth = 8,
        TakesVectors = true,
        PredictsRisk = true,
    };
    private static readonly GpdbnConfiguration Gpdbn = new()
    {
        PatchWidth = 8,
        GenomicGroupSizes = [5, 3],
        VectorWidth = 8,
        TakesVectors = true,
        PredictsRisk = true,
    };

    [Fact]
    public void Vectors_of_a_one_row_bag_go_in_as_they_are_one_patient_as_well_as_many()
    {
        using var scope = NewDisposeScope();
        using var gpdbn = GpdbnNetwork.Create(Gpdbn, seed: 1);
        using var hfbSurv = HfbSurvNetwork.Create(HfbSurv, seed: 1);
        gpdbn.eval();
        hfbSurv.eval();
        var (genes, pathology) = (new Numbers(1).Normal(6, 8), new Numbers(2).Normal(6, 8));
        var (risksOfGpdbn, risksOfHfbSurv) = (gpdbn.Fusion.call(genes, pathology), hfbSurv.Fusion.call(genes, pathology, zeros(6, 8)));
        Assert.Equal([6, 1], risksOfGpdbn.shape);
        for (var i = 0; i < 6; i++)
        {
            var patient = new PatientTensors(pathology.narrow(0, i, 1), [genes[i].narrow(0, 0, 5), genes[i].narrow(0, 5, 3)]);
            TensorAssert.Close(risksOfGpdbn[i], gpdbn.call(patient).Logits, 1e-6);
            TensorAssert.Close(risksOfHfbSurv[i], hfbSurv.call(patient).Logits, 1e-6);
        }
    }

    [Fact]
    public void Patients_taken_together_get_what_each_gets_alone_gradients_too()
    {
        AssertSameTogether(GpdbnNetwork.Create(Gpdbn with { Dropout = 0, L1Weight = 0.01 }, seed: 1));
        AssertSameTogether(HfbSurvNetwork.Create(
            HfbSurv with { Dropout = 0, ProductDropout = 0, CopyNumberGroups = [], L1Weight = 0.01 }, seed: 1));
        AssertSameTogether(GpdbnNetwork.Create(
            Gpdbn with { Dropout = 0, TakesVectors = false, AttentionDropout = 0, PredictsRisk = false }, seed: 1));
    }

    private static void AssertSameTogether(SurvivalNetwork network)
    {
        using var scope = NewDisposeScope();
        using var owned = network;
        BatchComparison.AssertSame(
            network,
            new(new Numbers(1).Normal(3, 8), [new Numbers(2).Normal(5), new Numbers(3).Normal(3)]),
            new(null, [new Numbers(4).Normal(5), new Numbers(5).Normal(3)]),
            new(new Numbers(6).Normal(1, 8), null));
    }

    [Fact]
    public void Risks_stay_within_3_and_hazard_logits_do_not()
    {
        using var scope = NewDisposeScope();
        using var risk = GpdbnNetwork.Create(Gpdbn with { HiddenWidths = [8] }, seed: 1);
        using var hazards = GpdbnNetwork.Create(Gpdbn with { HiddenWidths = [8], PredictsRisk = false }, seed: 1);
        risk.eval();
        hazards.eval();
        Assert.True(risk.PredictsRisk && !hazards.PredictsRisk);
        var (genes, mutations) = (new Numbers(2).Normal(5).Times(1000), new Numbers(3).Normal(3).Times(1000));
        var huge = new PatientTensors(new Numbers(1).Normal(1, 8).Times(1000), [genes, mutations]);
        Assert.InRange(risk.call(huge).Logits.abs().item<float>(), 2.5, 3);
        Assert.True(hazards.call(huge).Logits.abs().max().item<float>() > 3);
    }

    [Fact]
    public void Named_groups_are_the_third_modality_and_the_others_are_the_genes()
    {
        using var scope = NewDisposeScope();
        using var network = HfbSurvNetwork.Create(HfbSurv with { GenomicGroupSizes = [5, 8, 3], CopyNumberGroups = [1] }, seed: 1);
        network.eval();
        var (genes, pathology, copyNumbers) = (new Numbers(1).Normal(8), new Numbers(2).Normal(1, 8), new Numbers(3).Normal(8));
        var patient = new PatientTensors(pathology, [genes.narrow(0, 0, 5), copyNumbers, genes.narrow(0, 5, 3)]);
        var risks = network.Fusion.call(genes.unsqueeze(0), pathology, copyNumbers.unsqueeze(0));
        TensorAssert.Close(risks[0], network.call(patient).Logits, 1e-6);
    }

    [Fact]
    public void Normalising_over_patients_takes_several_in_training()
    {
        using var scope = NewDisposeScope();
        using var network = HfbSurvNetwork.Create(HfbSurv with { NormalizesOverPatients = true }, seed: 1);
        var patient = new PatientTensors(new Numbers(1).Normal(1, 8), [new Numbers(2).Normal(5), new Numbers(3).Normal(3)]);
        var refused = Assert.Throws<InvalidOperationException>(() => network.call(patient));
        Assert.Contains("several patients", refused.Message, StringComparison.Ordinal);
        var risks = network.Fusion.call(new Numbers(4).Normal(6, 8), new Numbers(5).Normal(6, 8), new Numbers(6).Normal(6, 8));
        CoxLoss.Breslow(risks.squeeze(1), [1, 2, 3, 4, 5, 6], [true, false, true, true, false, true]).backward();
        Assert.All(network.parameters(), parameter => Assert.NotNull(parameter.grad));
        network.eval();
        Assert.True(float.IsFinite(network.call(patient).Logits.item<float>()));
    }

    [Fact]
    public void Normalising_over_patients_is_batch_norm()
    {
        using var held = new HeldFinalizers();
        using var scope = NewDisposeScope();
        using var ours = new PatientNorm(4);
        using var theirs = nn.BatchNorm1d(4);
        foreach (var vectors in (Tensor[])[new Numbers(1).Normal(6, 4), new Numbers(2).Normal(3, 4).Times(5), new Numbers(3).Normal(2, 4)])
            TensorAssert.Identical(theirs.call(vectors), ours.call(vectors));
        Assert.Equal(theirs.state_dict().Keys, ours.state_dict().Keys);
        foreach (var (name, values) in theirs.state_dict())
        {
            Assert.Equal(values.dtype, ours.state_dict()[name].dtype);
            TensorAssert.Identical(values, ours.state_dict()[name]);
        }
        theirs.eval();
        ours.eval();
        TensorAssert.Identical(theirs.call(new Numbers(4).Normal(1, 4)), ours.call(new Numbers(4).Normal(1, 4)));
    }

    [Fact]
    public void Widths_that_are_no_vectors_and_groups_that_are_not_there_are_refused()
    {
        AssertRefused(() => (Gpdbn with { GenomicGroupSizes = [5, 4] }).Validated(), "5 + 4", "vector width 8");
        AssertRefused(() => (Gpdbn with { PatchWidth = 9 }).Validated(), "PatchWidth is 9", "vector width 8");
        AssertRefused(() => (HfbSurv with { CopyNumberGroups = [2] }).Validated(), "CopyNumberGroups is 2", "2 groups");
        AssertRefused(() => (HfbSurv with { CopyNumberGroups = [0, 1] }).Validated(), "CopyNumberGroups is 0, 1", "left for the genes");
        AssertRefused(
            () => (HfbSurv with { GenomicGroupSizes = [8, 7], CopyNumberGroups = [1] }).Validated(),
            "CopyNumberGroups is 7",
            "vector width 8");
    }

    private static void AssertRefused(Action action, params string[] said)
    {
        var message = Assert.Throws<ArgumentException>(action).Message;
        Assert.All(said, part => Assert.Contains(part, message, StringComparison.Ordinal));
    }
}
