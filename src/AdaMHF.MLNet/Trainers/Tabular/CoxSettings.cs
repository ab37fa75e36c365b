using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>Settings that are saved as a Cox model.</summary>
internal sealed record CoxSettings(TabularColumns Columns, PrognosisSettings Prognosis, CoxPredictor Model)
{
    /// <summary>Checks every value of stored settings.</summary>
    /// <exception cref="ArgumentException">One is out of its range; the message names it.</exception>
    public void Check()
    {
        Columns.Check();
        Prognosis.Check();
        Model.CheckStored(Columns.UsedSlots.Length);
    }
}
