namespace AdaMHF.Speed.Explanations;

/// <summary>What the trained network reaches on the patients whom the permuted ones explain.</summary>
internal sealed record ReasonsFigures(double FrontAuc, double GroupLead, double GenesAuc)
{
    public double[] Values => [FrontAuc, GroupLead, GenesAuc];
}
