using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class ClamTests
{
    private static PatientTensors Patient => Unimodal.Patient(1) with { Outcome = new(2, true) };

    [Theory]
    [InlineData(ClamBranches.Single, false)]
    [InlineData(ClamBranches.Single, true)]
    [InlineData(ClamBranches.Multiple, false)]
    [InlineData(ClamBranches.Multiple, true)]
    public void The_instance_loss_reaches_patches_and_the_classifiers_that_learn_and_nothing_else(ClamBranches branches, bool othersLearn)
    {
        using var scope = NewDisposeScope();
        using var network = ClamNetwork.Create(Unimodal.Clam with { Branches = branches, OtherBinsLearn = othersLearn }, seed: 1);
        network.train();
        var norms = Unimodal.GradientNorms(network, network.call(Patient).AuxiliaryLoss!);
        var reached = norms.Where(entry => entry.Value > 0).Select(entry => entry.Key[..entry.Key.LastIndexOf('.')]).Distinct().Order();
        int[] classes = othersLearn ? [0, 1, 2, 3] : [2];
        var classifiers = classes.Select(c => $"instances.classes.{c}");
        Assert.Equal([.. classifiers, "patch_embedding.0"], reached);
    }

    [Fact]
    public void The_patches_are_those_of_highest_and_lowest_attention_in_the_branch_of_the_class()
    {
        using var scope = NewDisposeScope();
        using var classifiers = new InstanceClassifiers(width: 2, count: 2, perSide: 2, othersLearn: true);
        // Attention of the first class falls with the patch's number; of the second it is highest in the middle.
        var scores = tensor(new float[,] { { 5, 4, 3, 2, 1 }, { 0, 1, 2, 1.5f, 0.5f } });
        var tokens = new Numbers(1).Normal(5, 2);
        var rows = classifiers.Rows(scores, tokens, patientClass: 1).ToArray();
        var linear = classifiers.Child<TorchSharp.Modules.ModuleList<TorchSharp.Modules.Linear>>("classes");
        TensorAssert.Identical(linear[0].call(tokens[tensor(new long[] { 0, 1 })]), rows[0].Logits);
        Assert.Equal([0, 0], rows[0].Targets.data<long>().ToArray());
        TensorAssert.Identical(linear[1].call(tokens[tensor(new long[] { 2, 3, 0, 4 })]), rows[1].Logits);
        Assert.Equal([1, 1, 0, 0], rows[1].Targets.data<long>().ToArray());
    }

    [Fact]
    public void The_losses_are_weighted_seven_to_three_and_censored_patients_may_be_excluded()
    {
        using var scope = NewDisposeScope();
        SurvivalOutput Output(ClamConfiguration configuration, bool died)
        {
            using var network = ClamNetwork.Create(configuration with { Dropout = 0 }, seed: 1);
            return network.call(Patient with { Outcome = new(2, died) });
        }

        var whole = Output(Unimodal.Clam, died: true);
        Assert.Equal(0.7, whole.DataLossWeight);
        // Weights of 0.7 and 0.4 of the same loss.
        var doubled = Output(Unimodal.Clam with { BagWeight = 0.4 }, died: true);
        Assert.Equal(whole.AuxiliaryLoss!.item<float>() * 2, doubled.AuxiliaryLoss!.item<float>(), 1e-5);
        Assert.Null(Output(Unimodal.Clam with { BagWeight = 1 }, died: true).AuxiliaryLoss);
        Assert.Equal(whole.AuxiliaryLoss!.item<float>(), Output(Unimodal.Clam, died: false).AuxiliaryLoss!.item<float>(), 1e-6);
        Assert.NotNull(Output(Unimodal.Clam with { CensoredLearnInstances = false }, died: true).AuxiliaryLoss);
        var excluded = Output(Unimodal.Clam with { CensoredLearnInstances = false }, died: false);
        Assert.Null(excluded.AuxiliaryLoss);
        Assert.Equal(0.7, excluded.DataLossWeight);
    }
}
