namespace AdaMHF.Networks;

/// <summary>A <see cref="GenomicNetwork"/> as the training engine needs it: patients in, hazards or log hazards out.</summary>
internal sealed class GenomicSurvivalNetwork : SurvivalNetwork
{
    private readonly GenomicNetwork genes;
    private readonly bool predictsRisk;
    private readonly double penalty;

    /// <summary>Takes the network over: it is disposed with this one.</summary>
    /// <param name="network">The genomic network.</param>
    /// <param name="predictsRisk">Whether its one output is a log hazard instead of the hazard of a time bin.</param>
    /// <param name="l1Penalty">Weight of the sum of the absolute values of all parameters in the training loss, at least 0.</param>
    public GenomicSurvivalNetwork(GenomicNetwork network, bool predictsRisk, double l1Penalty = 0)
        : base(nameof(GenomicSurvivalNetwork), NotNull(network).Random)
    {
        genes = network;
        this.predictsRisk = predictsRisk;
        penalty = l1Penalty;
        RegisterComponents();
    }

    /// <summary>The genomic network.</summary>
    public GenomicNetwork Genes => genes;

    /// <inheritdoc/>
    public override bool PredictsRisk => predictsRisk;

    /// <inheritdoc/>
    public override bool ComputesBatches => true;

    /// <summary>Predicts one patient from the genomic vectors.</summary>
    /// <exception cref="ArgumentException">Genomics is missing.</exception>
    public override SurvivalOutput forward(PatientTensors patient) => PredictBatch(BatchTensors.Of(patient)).Single();

    /// <inheritdoc/>
    public override BatchOutput PredictBatch(BatchTensors batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var output = genes.call(batch.RequiredGenomics(nameof(GenomicNetwork)));
        return new(output, AuxiliaryLoss: L1Penalty.InTraining(training, penalty, genes));
    }

    private static GenomicNetwork NotNull(GenomicNetwork network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network;
    }
}
