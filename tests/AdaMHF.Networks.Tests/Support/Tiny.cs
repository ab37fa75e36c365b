namespace AdaMHF.Networks.Tests;

/// <summary>A network with every part of the full one, small enough for thousands of runs.</summary>
internal static class Tiny
{
    public static AdaMhfConfiguration Configuration { get; } = new()
    {
        PatchWidth = 12,
        GenomicGroupSizes = [5, 4, 3],
        TokenWidth = 16,
        GenomicHiddenWidth = 24,
        AttentionHeads = 2,
        AttentionWidth = 8,
        Landmarks = 8,
        PositionalKernel = 3,
        ExpertWidth = 8,
        FrozenWidth = 8,
        MaxTokens = 16,
    };

    /// <summary>The published network of these sizes.</summary>
    public static AdaMhfConfiguration Published { get; } = AdaMhfPreset.Blca.Network with
    {
        PatchWidth = Configuration.PatchWidth,
        GenomicGroupSizes = Configuration.GenomicGroupSizes,
        TokenWidth = Configuration.TokenWidth,
        GenomicHiddenWidth = Configuration.GenomicHiddenWidth,
        AttentionHeads = Configuration.AttentionHeads,
        AttentionWidth = Configuration.AttentionWidth,
        Landmarks = Configuration.Landmarks,
        PositionalKernel = Configuration.PositionalKernel,
        ExpertWidth = Configuration.ExpertWidth,
        FrozenWidth = Configuration.FrozenWidth,
        MaxTokens = Configuration.MaxTokens,
    };

    public static AdaMhfNetwork Network(long seed = 1) => AdaMhfNetwork.Create(Configuration, seed);

    /// <summary>A network in evaluation whose weights are all away from their start.</summary>
    public static AdaMhfNetwork ShakenNetwork(int seed = 1)
    {
        var network = new Numbers(seed).Shaken(() => Network(seed));
        network.eval();
        return network;
    }

    public static PatientTensors Patient(int seed, int patches = 20, bool pathology = true, bool genomics = true)
    {
        var numbers = new Numbers(seed);
        var profiles = Configuration.GenomicGroupSizes.Select(size => numbers.Normal(size)).ToArray();
        var bag = numbers.Normal(patches, Configuration.PatchWidth);
        return new PatientTensors(pathology ? bag : null, genomics ? profiles : null);
    }

    /// <summary>Both modalities, pathology alone, genomics alone, in turn, with bags of several sizes.</summary>
    public static PatientTensors VariedPatient(int number) =>
        Patient(1000 + number, patches: 1 + (number * 7 % 60), pathology: number % 3 != 2, genomics: number % 3 != 1);
}
