namespace BringYourOwnData;

/// <summary>What a prediction engine reads of the model's output.</summary>
internal sealed class Prognosis
{
    /// <summary>Risk, higher = earlier death expected.</summary>
    public float Score { get; set; }

    public float MedianMonths { get; set; }

    /// <summary>Probability of outliving each time bin.</summary>
    public float[] SurvivalProbabilities { get; set; } = [];
}
