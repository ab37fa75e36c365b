namespace AdaMHF.MLNet;

/// <summary>Names of the columns that the survival task reads and writes unless told otherwise.</summary>
public static class SurvivalColumns
{
    /// <summary>Patient identifier, text: names patients in messages.</summary>
    public const string PatientId = "PatientId";

    /// <summary>Months to death or to the last follow-up, Single, above 0.</summary>
    public const string Time = "Time";

    /// <summary>Boolean, true = death observed.</summary>
    public const string Event = "Event";

    /// <summary>Identifiers of a patient's slides, a vector of text of any length; empty when pathology is missing.</summary>
    public const string SlideIds = "SlideIds";

    /// <summary>All genes, vector of Single with gene columns such as TP53_mut as slot names; NaN where not measured.</summary>
    public const string Genes = "Genes";

    /// <summary>Feature vector of the trainers that read one, vector of Single.</summary>
    public const string Features = "Features";

    /// <summary>Patch bag, <see cref="PatchBagDataViewType"/>.</summary>
    public const string Bag = "Bag";

    /// <summary>Risk, Single: minus the sum of the survival probabilities; higher = earlier death expected.</summary>
    public const string Score = "Score";

    /// <summary>Hazard of each time bin, vector of Single; slot names are the bins' upper edges in months.</summary>
    public const string Hazards = "Hazards";

    /// <summary>Probability of outliving each time bin, vector of Single; slot names as for <see cref="Hazards"/>.</summary>
    public const string SurvivalProbabilities = "SurvivalProbabilities";

    /// <summary>Mean survival time up to the longest time of the training patients, Single, months.</summary>
    public const string ExpectedMonths = "ExpectedMonths";

    /// <summary>
    /// Median survival time, Single, months; NaN when more than half are expected to outlive the longest time of the training patients.
    /// </summary>
    public const string MedianMonths = "MedianMonths";

    /// <summary>
    /// Survival probability at the months that the trainer was asked to report, vector of Single with the months as slot names; NaN beyond the longest time
    /// of the training patients. Not there when none were asked for.
    /// </summary>
    public const string SurvivalAt = "SurvivalAt";

    /// <summary>How much pathology and genomics counted, vector of two Single that sum to 1; exactly 0 for a missing modality.</summary>
    public const string ModalityWeights = "ModalityWeights";

    /// <summary>
    /// How much each patch counted, vector of Single, as long as patches were looked at, sum 1; empty without pathology. Only where the trainer was asked for it.
    /// </summary>
    public const string PatchScores = "PatchScores";

    /// <summary>
    /// x and y of each patch of <see cref="PatchScores"/>, vector of Int32, two per patch, in the pixels of the bag's coordinates; empty where the bag has none.
    /// </summary>
    public const string PatchCoordinates = "PatchCoordinates";

    /// <summary>How much each genomic group counted, vector of Single, slot names are the groups' columns, sum 1; NaN without genomics.</summary>
    public const string GenomicScores = "GenomicScores";
}
