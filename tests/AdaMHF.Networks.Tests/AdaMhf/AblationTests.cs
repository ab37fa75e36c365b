using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class AblationTests
{
    public static TheoryData<string> Names() => [.. AdaMhfAblation.All.Select(ablation => ablation.Name)];

    [Theory, MemberData(nameof(Names))]
    public void What_is_left_learns_with_every_parameter(string name)
    {
        using var network = AdaMhfNetwork.Create(Ablated(name), seed: 1);
        // Where nothing carries tokens past the experts, each layer shrinks them by its gate probability, and the gradients with them.
        // Where the pooled tokens are not used, a convolution of the last stage speaks through the next layer's gate alone.
        var ignoresPooled = name == "global branch only";
        var rounding = ignoresPooled || network.Configuration.ExpertResidual == ExpertResidual.None ? 1e-9f : 1e-7f;
        // Training ends when every parameter has learned. Where one never does, all steps run: fewer are enough for the others.
        var dead = TrainingSteps.DeadAfter(network, ignoresPooled ? 100 : 200, rounding);
        // Where the pooled tokens are not used, what the last expert layer does to patches alone reaches nothing.
        Assert.Equal(ignoresPooled ? LastConvolutions(network) : [], dead.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Names))]
    public void It_predicts_whole_patients_and_those_with_a_modality_missing(string name)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = Shaken(Ablated(name));
        foreach (var patches in (int[])[1, 2, 20, 300])
        {
            foreach (var (pathology, genomics) in ((bool, bool)[])[(true, true), (true, false), (false, true)])
            {
                var output = network.call(Tiny.Patient(patches, patches, pathology, genomics));
                Assert.All(output.Logits.Singles(), logit => Assert.True(float.IsFinite(logit)));
                Assert.Equal(pathology, output.ModalityWeights!.Singles()[0] > 0);
                Assert.Equal(genomics, output.ModalityWeights!.Singles()[1] > 0);
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void It_is_another_network(string name)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var whole = Shaken(Tiny.Configuration);
        using var ablated = Shaken(Ablated(name));
        // What the default has.
        var patient = Tiny.Patient(1, 50);
        var isDefault = name is "3 expert layers" or "rate 0.05";
        Assert.NotEqual(isDefault, TensorAssert.Differ(whole.call(patient).Logits, ablated.call(patient).Logits));
    }

    [Theory]
    [InlineData("no frozen residual", "frozen.")]
    [InlineData("plain skip connection instead of the frozen residual", "frozen.")]
    [InlineData("standard mixture of experts instead of PREE", "frozen.")]
    [InlineData("1 expert layer", ".layers.1.")]
    [InlineData("2 expert layers", ".layers.2.")]
    [InlineData("no preservation in ATSA, everything pooled", ".refiner.")]
    [InlineData("no preservation in ATSA, the rest dropped", ".refiner.")]
    [InlineData("no ATSA", "_selection.")]
    [InlineData("outer product instead of low-rank fusion", "head.local.rank_weights")]
    [InlineData("global branch only", "head.local.")]
    [InlineData("local branch only", "head.global.")]
    [InlineData("one segregation stage", "_segregation.stages.1.")]
    [InlineData("fixed K_top, share of the most 0.5", ".allocator.")]
    [InlineData("fixed alpha 0.5", ".refiner.")]
    public void What_is_switched_off_is_not_there(string name, string part)
    {
        using var whole = Tiny.Network();
        using var ablated = AdaMhfNetwork.Create(Ablated(name), seed: 1);
        Assert.Contains(whole.state_dict().Keys, key => key.Contains(part, StringComparison.Ordinal));
        Assert.DoesNotContain(ablated.state_dict().Keys, key => key.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public void A_standard_mixture_has_as_many_experts_in_every_layer_as_the_widest_and_runs_them_all()
    {
        var mixture = AdaMhfAblation.MixtureOfExperts.Apply(Tiny.Configuration);
        Assert.Equal([4, 4, 4], mixture.ExpertsPerLayer);
        Assert.Equal((ExpertRouting.All, ExpertResidual.None), (mixture.ExpertRouting, mixture.ExpertResidual));
    }

    [Fact]
    public void PREE_off_runs_all_experts_and_leaves_their_number_and_the_residual()
    {
        var off = AdaMhfAblation.AllExperts.Apply(Tiny.Configuration with { LoadBalancingWeight = 0.1 }).Validated();
        Assert.Equal([1, 2, 4], off.ExpertsPerLayer);
        Assert.Equal((ExpertRouting.All, ExpertResidual.Frozen), (off.ExpertRouting, off.ExpertResidual));
    }

    [Fact]
    public void Curves_of_Figure_4_have_at_least_five_points_of_one_part_each()
    {
        var curves = AdaMhfAblation.All.Where(row => row.Source == "Figure 4").Select(row => row.Apply(Tiny.Configuration)).ToArray();
        Func<AdaMhfConfiguration, object?>[] axes = [c => c.LocalRate, c => c.FixedSelectedTokens, c => c.FixedKeptShare];
        Assert.All(axes, axis => Assert.True(curves.Select(axis).OfType<object>().Distinct().Count() >= 5));
    }

    [Fact]
    public void Without_ATSA_every_token_reaches_the_integration_unit()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = Shaken(AdaMhfAblation.NoTokenSelection.Apply(Tiny.Configuration));
        var (_, decisions) = network.Explain(Tiny.Patient(1, patches: 90));
        Assert.Null(decisions.Pathology!.Selection);
        Assert.Equal([90, 3], decisions.CrossAttention!.PathologyToGenomics.shape);
    }

    [Theory]
    [InlineData("fixed K_top, share of the most 0.5", 8, null)]
    [InlineData("no preservation in ATSA, everything pooled", null, 0L)]
    [InlineData("fixed K_top and alpha", 8, 4L)]
    public void Fixed_ratios_are_the_same_for_every_patient(string name, int? tokens, long? kept)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = Shaken(Ablated(name));
        for (var patient = 0; patient < 8; patient++)
        {
            var selection = network.Explain(Tiny.Patient(patient, patches: 30 + patient)).Decisions.Pathology!.Selection!;
            if (tokens is { } count) Assert.Equal(count, selection.Count);
            if (kept is { } number) Assert.Equal(number, selection.Kept.numel());
        }
    }

    private static IEnumerable<string> LastConvolutions(AdaMhfNetwork network) => network.state_dict().Keys
        .Where(key => key.StartsWith("pathology_integration.stages.1.experts.layers.2.experts.", StringComparison.Ordinal))
        .Where(key => key.Contains(".convolution.", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static AdaMhfConfiguration Ablated(string name) =>
        AdaMhfAblation.All.Single(ablation => ablation.Name == name).Apply(Tiny.Configuration);

    private static AdaMhfNetwork Shaken(AdaMhfConfiguration configuration)
    {
        var network = new Numbers(1).Shaken(() => AdaMhfNetwork.Create(configuration, seed: 1));
        network.eval();
        return network;
    }
}
