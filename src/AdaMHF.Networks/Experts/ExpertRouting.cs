namespace AdaMHF.Networks;

/// <summary>How many experts of a layer run for a patient.</summary>
public enum ExpertRouting
{
    /// <summary>The one that the gate picks, scaled by its probability: AdaMHF.</summary>
    Single,

    /// <summary>All, weighted by their gate probabilities: the dense mixture of experts of the ablations.</summary>
    All,
}
