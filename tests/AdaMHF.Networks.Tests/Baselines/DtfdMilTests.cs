using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class DtfdMilTests
{
    [Fact]
    public void The_first_tier_learns_from_its_own_loss_and_from_the_prediction_s()
    {
        using var scope = NewDisposeScope();
        using var network = DtfdMilNetwork.Create(Unimodal.DtfdMil, seed: 1);
        var patient = Unimodal.Patient(1) with { Outcome = new(1, true) };
        static string[] Reached(Dictionary<string, float> norms) =>
            [.. norms.Where(entry => entry.Value > 1e-9).Select(entry => entry.Key.Split('.')[0]).Distinct().Order()];

        Assert.Equal(
            ["group_head", "group_pool", "reduction"],
            Reached(Unimodal.GradientNorms(network, network.call(patient).AuxiliaryLoss!)));
        network.zero_grad();
        Assert.Equal(
            ["bag_pool", "group_pool", "head", "reduction"],
            Reached(Unimodal.GradientNorms(network, DiscreteSurvivalLoss.NegativeLogLikelihood(network.call(patient).Logits, 1, true))));
    }

    [Fact]
    public void The_first_tiers_loss_is_the_mean_of_the_groups_likelihoods()
    {
        using var scope = NewDisposeScope();
        using var network = DtfdMilNetwork.Create(Unimodal.DtfdMil with { Groups = 1 }, seed: 1);
        var patient = Unimodal.Patient(1);
        var group = Tiers(network, patient.Patches!).Groups[0];
        foreach (var died in (bool[])[true, false])
        {
            var auxiliary = network.call(patient with { Outcome = new(2, died) }).AuxiliaryLoss!;
            TensorAssert.Close(DiscreteSurvivalLoss.NegativeLogLikelihood(group, 2, died), auxiliary, 1e-5);
        }
    }

    [Fact]
    public void Groups_are_random_in_training_and_fixed_in_evaluation()
    {
        using var scope = NewDisposeScope();
        using var network = DtfdMilNetwork.Create(Unimodal.DtfdMil, seed: 1);
        var patient = Unimodal.Patient(1, patches: 10);
        Assert.True(TensorAssert.Differ(network.call(patient).Logits, network.call(patient).Logits));
        network.Random.Reseed(5);
        var drawn = network.call(patient).Logits;
        network.Random.Reseed(5);
        TensorAssert.Identical(drawn, network.call(patient).Logits);

        network.eval();
        var dealt = patient.Patches![tensor(new long[] { 0, 4, 8, 1, 5, 9, 2, 6, 3, 7 })];
        TensorAssert.Identical(Tiers(network, dealt).Logits, network.call(patient).Logits);
    }

    /// <summary>Both tiers of one bag, whose patches are divided in their order.</summary>
    private static (Tensor Logits, Tensor Groups, Tensor Distilled) Tiers(DtfdMilNetwork network, Tensor patches)
    {
        var groups = new DtfdGroups([(int)patches.shape[0]], network.Configuration.Groups);
        var (logits, ofGroups, distilled) = network.Tiers(patches.unsqueeze(0), TensorArithmetic.Range(patches.shape[0], CPU), groups);
        return (logits.squeeze(0), ofGroups, distilled.Of(0));
    }

    [Theory]
    [InlineData(DtfdDistillation.Aggregate, 1, 4)]
    [InlineData(DtfdDistillation.Highest, 1, 4)]
    [InlineData(DtfdDistillation.Highest, 3, 11)] // groups of 3, 3, 3 and 2 patches
    [InlineData(DtfdDistillation.HighestAndLowest, 1, 8)]
    public void Each_group_sends_its_rows_or_as_many_as_it_has(DtfdDistillation distillation, int perGroup, int rows)
    {
        using var scope = NewDisposeScope();
        var configuration = Unimodal.DtfdMil with { Distillation = distillation, InstancesPerGroup = perGroup };
        using var network = DtfdMilNetwork.Create(configuration, seed: 1);
        var (_, groups, distilled) = Tiers(network, Unimodal.Patient(1, patches: 11).Patches!);
        Assert.Equal((4, rows), (groups.shape[0], distilled.shape[0]));
    }

    [Fact]
    public void The_patch_that_is_sent_is_the_one_whose_activations_mean_the_highest_risk()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var configuration = Unimodal.DtfdMil with { Groups = 1, Distillation = DtfdDistillation.HighestAndLowest };
        using var network = DtfdMilNetwork.Create(configuration, seed: 1);
        var weights = network.state_dict();
        // Scores of zero give all patches equal weight.
        weights["group_pool.scorer.scores.weight"].zero_();
        var patches = Unimodal.Patient(4, patches: 9).Patches!;
        var tokens = patches.matmul(weights["reduction.weight"].t()).relu();
        var hazards = Matrix.Of(tokens.Over(9).matmul(weights["group_head.weight"].t()).sigmoid());
        static double Survival(IEnumerable<double> hazards) => hazards.Aggregate(1.0, (survival, hazard) => survival * (1 - hazard));
        double[] risks = [.. hazards.Select(row => -Enumerable.Range(1, row.Length).Sum(bins => Survival(row.Take(bins))))];
        var distilled = Tiers(network, patches).Distilled;
        TensorAssert.Close(tokens[Array.IndexOf(risks, risks.Max())], distilled[0], 1e-6);
        TensorAssert.Close(tokens[Array.IndexOf(risks, risks.Min())], distilled[1], 1e-6);
    }
}
