namespace ScoringService;

/// <summary>The columns of a prediction that are read; those that a model does not have stay as they are here.</summary>
internal sealed class ScoredRow
{
    public string PatientId { get; set; } = "";

    public string[] SlideIds { get; set; } = [];

    public float Score { get; set; } = float.NaN;

    public float[] SurvivalProbabilities { get; set; } = [];

    public float ExpectedMonths { get; set; } = float.NaN;

    public float MedianMonths { get; set; } = float.NaN;

    public float RiskSpread { get; set; } = float.NaN;

    public float[] ModalityWeights { get; set; } = [];
}
