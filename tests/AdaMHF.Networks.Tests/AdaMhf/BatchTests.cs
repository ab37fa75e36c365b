using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>Patients of a batch get the predictions and gradients that they get one by one.</summary>
public class BatchTests
{
    private static readonly AdaMhfConfiguration Still = Tiny.Configuration with
    {
        Dropout = 0,
        GenomicDropout = 0,
        GenomicInputDropout = 0,
    };

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(true, 0.01)]
    public void Bags_of_any_length_and_missing_modalities_meet_in_a_batch(bool training, double balancingRate)
    {
        using var scope = NewDisposeScope();
        using var network = Network(Still with
        {
            UnimodalWeight = 1,
            AlignmentWeight = 0.3,
            LoadBalancingWeight = balancingRate > 0 ? 0 : 0.2,
            BalancingRate = balancingRate,
            // Few enough patients for the gates to go round in both ways of the comparison, instead of drawing.
            ExpertsPerLayer = [1, 4],
        });
        network.train(training);
        foreach (var dropout in network.modules().OfType<SeededDropout>()) dropout.eval();
        BatchComparison.AssertSame(
            network,
            Patient(1, patches: 40),
            Patient(2, patches: 7),
            Patient(3, patches: 0),
            Patient(4, patches: 23, genomics: false),
            Patient(5, patches: 1));
    }

    [Fact]
    public void A_bag_of_1_and_a_bag_of_5000_in_one_call()
    {
        using var scope = NewDisposeScope();
        using var network = Network(Still);
        network.eval();
        // With landmarks, without, and with landmarks whose runs do not come out even.
        BatchComparison.AssertSame(
            network, Patient(1, patches: 1), Patient(2, patches: 5000), Patient(3, patches: 90), Patient(4, patches: 777));
    }

    [Fact]
    public void Bags_of_equal_length_need_no_filling()
    {
        using var scope = NewDisposeScope();
        using var network = Network(Still);
        network.eval();
        BatchComparison.AssertSame(network, Patient(1, patches: 300), Patient(2, patches: 300), Patient(3, patches: 300));
    }

    [Theory]
    [InlineData("all experts")]
    [InlineData("no selection")]
    [InlineData("fixed selection")]
    [InlineData("outer product")]
    [InlineData("positions on the grid")]
    [InlineData("dropped tokens")]
    [InlineData("published")]
    [InlineData("alignment of modalities")]
    [InlineData("risk")]
    public void So_it_is_with_every_switch(string name)
    {
        using var scope = NewDisposeScope();
        using var network = Network(name switch
        {
            "all experts" => Still with { ExpertRouting = ExpertRouting.All },
            "no selection" => Still with { SelectsTokens = false },
            "fixed selection" => Still with { FixedSelectedTokens = 4, FixedKeptShare = 0.5 },
            "outer product" => Still with { LocalFusion = LocalFusion.OuterProduct },
            "dropped tokens" => Still with { UnselectedTokens = UnselectedTokens.Dropped },
            "published" => Tiny.Published,
            "alignment of modalities" => Still with { AlignmentTarget = AlignmentTarget.Modalities },
            "positions on the grid" => Still with { PositionsOnGrid = true, PositionalKernel = 3 },
            _ => Still with { TimeBins = 1 },
        });
        network.eval();
        BatchComparison.AssertSame(
            network, Patient(1, patches: 60), Patient(2, patches: 33), Patient(3, patches: 0), Patient(4, patches: 12, genomics: false));
    }

    // Away from its start, where residual branches are zero and nothing could be seen of them.
    private static AdaMhfNetwork Network(AdaMhfConfiguration configuration) =>
        new Numbers(1).Shaken(() => AdaMhfNetwork.Create(configuration, seed: 1));

    private static PatientTensors Patient(int seed, int patches, bool genomics = true)
    {
        var patient = Tiny.Patient(seed, Math.Max(1, patches), genomics: genomics);
        return (patches == 0 ? patient with { Patches = null } : patient) with { Outcome = new(seed % 4, seed % 2 == 0) };
    }
}
