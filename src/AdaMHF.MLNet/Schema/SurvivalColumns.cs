namespace AdaMHF.MLNet;

/// <summary>Default names of the columns that the survival task reads and writes.</summary>
public static class SurvivalColumns
{
    /// <summary>Patient identifier, text.</summary>
    public const string PatientId = "PatientId";

    /// <summary>Months to death or to the last follow-up, Single, above 0.</summary>
    public const string Time = "Time";

    /// <summary>Months from which a patient is under observation (left truncation), Single, at least 0 and below the time.</summary>
    public const string EntryMonths = "EntryMonths";

    /// <summary>Boolean, true = death observed.</summary>
    public const string Event = "Event";

    /// <summary>Identifiers of a patient's slides, text vector of variable length; empty when pathology is missing.</summary>
    public const string SlideIds = "SlideIds";

    /// <summary>All genes, vector of Single with gene columns such as TP53_mut as slot names; NaN where not measured.</summary>
    public const string Genes = "Genes";

    /// <summary>
    /// Pathology features of a patient in place of patch bags, vector of Single; NaN where not measured, all NaN where pathology is
    /// missing. <see cref="PatchBagsCatalog.ConvertToPatchBags"/> makes bags of one patch.
    /// </summary>
    public const string Pathology = "Pathology";

    /// <summary>
    /// Clinical columns as one vector of Single, see <see cref="ClinicalCatalog.EncodeClinical"/>; all NaN where they are missing.
    /// </summary>
    public const string Clinical = "Clinical";

    /// <summary>Feature vector of tabular trainers, vector of Single.</summary>
    public const string Features = "Features";

    /// <summary>Patch bag of a patient, <see cref="PatchBagDataViewType"/>.</summary>
    public const string Bag = "Bag";

    /// <summary>Risk, Single: minus the sum of the survival probabilities; higher = earlier death expected.</summary>
    public const string Score = "Score";

    /// <summary>Hazard of each time bin, vector of Single; slot names are the bins' upper edges in months.</summary>
    public const string Hazards = "Hazards";

    /// <summary>Probability of surviving each time bin, vector of Single; slot names as for <see cref="Hazards"/>.</summary>
    public const string SurvivalProbabilities = "SurvivalProbabilities";

    /// <summary>Mean survival time up to the longest time of the training patients, Single, months.</summary>
    public const string ExpectedMonths = "ExpectedMonths";

    /// <summary>
    /// Median survival time, Single, months; NaN when the survival probability at the longest time of the training patients is above one
    /// half.
    /// </summary>
    public const string MedianMonths = "MedianMonths";

    /// <summary>
    /// How far the members of an ensemble disagree, Single, at least 0: the sample standard deviation over the members of minus the sum of
    /// their survival probabilities, in the unit of <see cref="Score"/>, which is time bins survived. It is the spread of training, not an
    /// interval of the patient's survival. Present only for ensembles.
    /// </summary>
    public const string RiskSpread = "RiskSpread";

    /// <summary>
    /// Survival probability at the months that the trainer's options name, vector of Single with the months as slot names; NaN beyond the
    /// longest time of the training patients. Absent when the options name none.
    /// </summary>
    public const string SurvivalAt = "SurvivalAt";

    /// <summary>
    /// Weights of pathology and genomics, and of the clinical values where the model reads them: vector of Single that sum to 1; exactly 0
    /// for a missing modality.
    /// </summary>
    public const string ModalityWeights = "ModalityWeights";

    /// <summary>
    /// Weight of each patch that the network read, vector of Single of variable length, sum 1; empty without pathology. Present only when
    /// the trainer's options ask for it.
    /// </summary>
    public const string PatchScores = "PatchScores";

    /// <summary>
    /// x and y of each patch of <see cref="PatchScores"/>, vector of Int32, two per patch, in the pixels of the bag's coordinates; empty
    /// when the bag has none.
    /// </summary>
    public const string PatchCoordinates = "PatchCoordinates";

    /// <summary>
    /// Weight of each genomic group, vector of Single with the groups' columns as slot names, sum 1; NaN without genomics.
    /// </summary>
    public const string GenomicScores = "GenomicScores";
}
