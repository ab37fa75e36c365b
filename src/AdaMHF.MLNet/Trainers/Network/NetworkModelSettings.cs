using AdaMHF.Networks;
using AdaMHF.PatchBags;
using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>What every model with a network inside is saved with, beside the network's own shape and weights.</summary>
/// <param name="Columns">The columns that it reads.</param>
/// <param name="Prognosis">The times on which it reports.</param>
/// <param name="Training">How it came to be.</param>
/// <param name="Baseline">
/// Baseline hazard of a network that predicts a log hazard, of an ensemble that of the first member; null for discrete hazards.
/// </param>
internal record NetworkModelSettings(ModelColumns Columns, PrognosisSettings Prognosis, TrainingRecord Training, CoxPredictor? Baseline)
{
    /// <summary>Baseline hazards of an ensemble's other members.</summary>
    [AbsentMeans(null)]
    public CoxPredictor[] FurtherBaselines { get => field ?? []; init; }

    /// <summary>What the model says of its training patients on average; null in earlier versions.</summary>
    [AbsentMeans(null)]
    public PrognosisBackground? Background { get; init; }

    /// <summary>Checks every value of stored settings.</summary>
    /// <exception cref="ArgumentException">One is out of its range; the message names it.</exception>
    public virtual void Check()
    {
        Columns.Check();
        Prognosis.Check();
        OptionCheck.Require(
            Networks <= ModelZipScope.Limits.Networks,
            nameof(TrainingRecord.Members),
            $"{Networks:N0} networks",
            $"at most {ModelZipScope.Limits.Networks:N0} ({nameof(FileLimits)}.{nameof(FileLimits.Networks)})");
        foreach (var baseline in Baselines) baseline.CheckStored(covariates: 1);
    }

    /// <summary>Checks that there is a baseline hazard for each network that predicts a log hazard, and none for others.</summary>
    /// <exception cref="InvalidDataException">There is not.</exception>
    public void CheckBaselines(SurvivalNetwork network)
    {
        var expected = network.PredictsRisk ? Networks : 0;
        if (Baselines.Length == expected && (expected > 0 || FurtherBaselines.Length == 0)) return;
        throw new InvalidDataException(
            $"The settings hold {Baselines.Length} baseline hazards; expected {expected} for this network and loss.");
    }

    /// <summary>Checks the averages, once the weights have shown that the sizes they must have are those of the network.</summary>
    /// <exception cref="InvalidDataException">A value is out of its range; the message names it.</exception>
    public void CheckBackground()
    {
        try
        {
            Background?.Check(Columns, Prognosis);
        }
        catch (ArgumentException wrong)
        {
            throw new InvalidDataException($"{nameof(Background)}: {wrong.Message}", wrong);
        }
    }

    /// <summary>Number of networks.</summary>
    internal int Networks => Math.Max(1, Training.Members.Count);

    /// <summary>Baseline hazard of each network; empty for discrete hazards.</summary>
    internal CoxPredictor[] Baselines => Baseline is null ? [] : [Baseline, .. FurtherBaselines];
}
