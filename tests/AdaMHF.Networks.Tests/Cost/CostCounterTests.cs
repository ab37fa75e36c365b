using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public class CostCounterTests
{
    private static readonly AdaMhfConfiguration Luad = new() { GenomicGroupSizes = [89, 334, 534, 471, 1510, 482] };

    [Fact]
    public void The_default_network_stays_within_the_published_operations() =>
        Assert.InRange(CostCounter.Of(Luad, 2048).Operations, 2_000_000_000, 2_510_000_000);

    [Theory]
    [InlineData(false, 1)]
    [InlineData(false, 30)]
    [InlineData(false, 500)]
    [InlineData(true, 2048)]
    public void Every_part_costs_what_its_matrices_say(bool luad, int patches)
    {
        var c = luad ? Luad : Tiny.Configuration;
        var (hand, groups) = (new HandCount(c), c.GenomicGroupSizes.Count);
        var (selected, selectedGroups) = (Math.Min(patches, c.MaxTokens), Math.Min(groups, c.MaxTokens));
        var expected = new Dictionary<string, long>
        {
            ["patch_embedding"] = hand.PatchEmbedding(patches),
            ["genomic_embedding"] = hand.GenomicEmbedding(),
            ["frozen"] = 0, // its operations are those of the units that it serves
            ["pathology_segregation"] = hand.PathologyUnit(patches, stages: 2),
            ["genomic_segregation"] = hand.GenomicUnit(groups, stages: 2),
            ["pathology_selection"] = hand.Selection(patches, selected),
            ["genomic_selection"] = hand.Selection(groups, selectedGroups),
            ["cross_attention"] = hand.CrossAttention(selected, selectedGroups),
            ["pathology_integration"] = hand.PathologyUnit(selected, stages: 2),
            ["genomic_integration"] = hand.GenomicUnit(selectedGroups, stages: 2),
            ["head"] = hand.Head(),
            // They speak in training alone.
            ["pathology_evidence"] = 0,
            ["genomic_evidence"] = 0,
        };

        var cost = CostCounter.Of(c, patches);

        Assert.Equal(expected, cost.Parts.ToDictionary(part => part.Part, part => part.Operations));
        Assert.Equal(expected.Values.Sum(), cost.Operations);
    }

    [Fact]
    public void Parameters_of_the_parts_are_those_of_the_network()
    {
        using var network = Tiny.Network();
        var cost = CostCounter.Of(network, Tiny.Patient(1));
        Assert.Equal(network.parameters().Sum(parameter => parameter.numel()), cost.Parameters);
        Assert.Equal((12 + 1) * 16, cost["patch_embedding"].Parameters);
        Assert.Equal((16 * 8) + 8 + (8 * 16) + 16, cost["frozen"].Parameters);
        Assert.Equal(4 * 16 * 16, cost["cross_attention"].Parameters);
    }

    [Fact]
    public void A_whole_patient_costs_more_than_one_with_a_missing_modality_and_that_one_pays_nothing_for_it()
    {
        using var network = Tiny.Network();
        network.eval();
        var whole = CostCounter.Of(network, Tiny.Patient(1));
        var genomics = CostCounter.Of(network, Tiny.Patient(1, pathology: false));
        Assert.All(["patch_embedding", "pathology_segregation", "pathology_selection", "pathology_integration", "cross_attention"], part =>
        {
            Assert.Equal((0, 0), (genomics[part].Operations, genomics[part].ActivationBytes));
            Assert.True(whole[part].Operations > 0 && whole[part].ActivationBytes > 0);
        });
        Assert.Equal(whole["genomic_segregation"].Operations, genomics["genomic_segregation"].Operations);
    }

    [Fact]
    public void Activations_of_cross_attention_are_the_tensors_that_its_formula_has()
    {
        using var scope = NewDisposeScope();
        using var attention = new CrossModalAttention(16);
        var (pathology, genomics) = (zeros(20, 16), zeros(6, 16));
        var cost = CostCounter.OfModule(attention, [pathology, genomics], () => attention.call(pathology, genomics));
        // Each side: key, value, what it takes over, the sum. Maps: products, scaled, softmax of rows and of columns.
        Assert.Equal(((4 * 20 * 16) + (4 * 6 * 16) + (4 * 20 * 6)) * sizeof(float), cost.ActivationBytes);
    }

    [Fact]
    public void Activations_of_a_linear_layer_are_its_outputs_and_views_count_once()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(12, 16);
        var input = zeros(7, 12);
        var cost = CostCounter.OfModule(layer, [input], () => layer.call(input).transpose(0, 1).narrow(0, 3, 2).unsqueeze(0));
        Assert.Equal((7 * 12 * 16, (12 + 1) * 16, 7 * 16 * sizeof(float)), (cost.Operations, cost.Parameters, cost.ActivationBytes));
    }

    [Fact]
    public void Counting_ends_when_it_ends_even_by_an_exception()
    {
        using var network = Tiny.Network();
        Assert.Throws<ArgumentException>(() => CostCounter.Of(network, new PatientTensors(null, null)));
        var first = CostCounter.Of(network, Tiny.Patient(1, pathology: false)).Operations;
        Assert.Equal(first, CostCounter.Of(network, Tiny.Patient(1, pathology: false)).Operations);
    }
}
