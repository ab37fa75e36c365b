namespace AdaMHF.MLNet;

/// <summary>What the head of a genomic network predicts, as model zips say it.</summary>
internal enum GenomicSupervision
{
    /// <summary>Hazards of time bins.</summary>
    DiscreteHazards,

    /// <summary>One log hazard.</summary>
    Cox,
}
