using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>Settings that are saved as a linear discrete-hazard model.</summary>
internal sealed record DiscreteHazardSettings(TabularColumns Columns, PrognosisSettings Prognosis, DiscreteHazardModel Model)
{
    /// <summary>Checks every value of stored settings.</summary>
    /// <exception cref="ArgumentException">One is out of its range; the message names it.</exception>
    public void Check()
    {
        Columns.Check();
        Prognosis.Check();
        Model.CheckStored(Columns.UsedSlots.Length, Prognosis.TimeBinEdges.Length - 1);
    }
}
