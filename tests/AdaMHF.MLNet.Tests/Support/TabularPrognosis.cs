namespace AdaMHF.MLNet.Tests;

public sealed class TabularPrognosis
{
    public float Score { get; set; }

    public float[] Hazards { get; set; } = [];

    public float[] SurvivalProbabilities { get; set; } = [];

    public float ExpectedMonths { get; set; }

    public float MedianMonths { get; set; }

    public float[] SurvivalAt { get; set; } = [];
}
