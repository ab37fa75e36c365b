namespace AdaMHF.Simulation;

/// <summary>
/// What all patients of a world share: the appearance of tissues, the shift of the tumour front by subtype, the correlation of genes.
/// </summary>
public sealed class SimulatedWorld
{
    internal const int TissueCount = 6;
    internal const int SubtypeCount = 3;

    private static readonly (string Name, string Prefix)[] Groups =
    [
        ("Tumor Suppressor Genes", "TSG"),
        ("Oncogenes", "ONC"),
        ("Protein Kinases", "KIN"),
        ("Cell Differentiation Markers", "CDM"),
        ("Transcription Factors", "TRF"),
        ("Cytokines and Growth Factors", "CGF"),
    ];

    private readonly double[][] _centroids;
    private readonly double[][] _directions;
    private readonly double[][] _loadings;

    internal SimulatedWorld(SimulationPreset preset, int worldSeed)
    {
        PatchWidth = preset.PatchWidth;
        GeneGroups =
        [
            .. Groups.Zip(preset.GroupSizes, (group, size) =>
                new SimulatedGeneGroup(group.Name, [.. Enumerable.Range(1, size).Select(gene => $"{group.Prefix}{gene:0000}")])),
        ];

        var random = new RandomStream(StreamPurpose.World, worldSeed);
        _centroids = Matrix(TissueCount + 1, PatchWidth, random.Normal);
        _directions = Matrix(SubtypeCount, PatchWidth, random.Normal);
        Orthonormalise(_directions);
        _loadings = [.. preset.GroupSizes.Select(size => Matrix(1, size, () => random.Chance(0.85) ? 0 : random.Normal())[0])];
    }

    /// <summary>Features per patch.</summary>
    public int PatchWidth { get; }

    /// <summary>The six gene groups; no gene is in two of them.</summary>
    public IReadOnlyList<SimulatedGeneGroup> GeneGroups { get; }

    /// <summary>Mean of the patches of the tumour front, before the shift by subtype.</summary>
    public ReadOnlySpan<double> TumourCentroid => _centroids[TissueCount];

    /// <summary>Mean of the patches of a tissue.</summary>
    /// <param name="tissue">0 to 5.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such tissue.</exception>
    public ReadOnlySpan<double> TissueCentroid(int tissue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tissue);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tissue, TissueCount);
        return _centroids[tissue];
    }

    /// <summary>
    /// Unit vector along which the pathology risk moves the tumour front of a subtype; those of different subtypes are orthogonal.
    /// </summary>
    /// <param name="subtype">1 to 3.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such subtype.</exception>
    public ReadOnlySpan<double> FrontDirection(int subtype)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(subtype, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(subtype, SubtypeCount);
        return _directions[subtype - 1];
    }

    /// <summary>Loading of each gene of a group on the group's factor; 0 for most.</summary>
    /// <param name="group">0 to 5, as in <see cref="GeneGroups"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such group.</exception>
    public ReadOnlySpan<double> Loadings(int group)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(group);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(group, _loadings.Length);
        return _loadings[group];
    }

    private static double[][] Matrix(int rows, int columns, Func<double> draw) =>
        [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => draw()).ToArray())];

    private static void Orthonormalise(double[][] vectors)
    {
        for (var i = 0; i < vectors.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var along = vectors[i].Zip(vectors[j], (a, b) => a * b).Sum();
                for (var k = 0; k < vectors[i].Length; k++) vectors[i][k] -= along * vectors[j][k];
            }
            var length = Math.Sqrt(vectors[i].Sum(value => value * value));
            for (var k = 0; k < vectors[i].Length; k++) vectors[i][k] /= length;
        }
    }
}
