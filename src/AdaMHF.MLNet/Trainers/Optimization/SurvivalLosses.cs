namespace AdaMHF.MLNet;

/// <summary>What kind of network a loss asks for.</summary>
internal static class SurvivalLosses
{
    /// <summary>Whether the loss compares the risks of the patients of a step, instead of evaluating each patient's hazards.</summary>
    public static bool ComparesPatients(this SurvivalLoss loss) => loss is SurvivalLoss.Cox or SurvivalLoss.Ranking;
}
