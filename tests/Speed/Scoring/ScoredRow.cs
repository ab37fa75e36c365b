namespace AdaMHF.Speed.Scoring;

/// <summary>What is read of a scored patient.</summary>
public sealed class ScoredRow
{
    public float Score { get; set; }
}
