using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>What a linear discrete-hazard model is saved with.</summary>
internal sealed record DiscreteHazardSettings(TabularColumns Columns, PrognosisSettings Prognosis, LinearHazards Model);

/// <summary><see cref="DiscreteHazardModel"/> as plain arrays, which JSON can hold.</summary>
internal sealed record LinearHazards(double[] Intercepts, double[] Coefficients, double[] Means, double LogLikelihood, bool Converged)
{
    public static LinearHazards Of(DiscreteHazardModel model) =>
        new([.. model.Intercepts], [.. model.Coefficients], [.. model.Means], model.LogLikelihood, model.Converged);

    public DiscreteHazardModel ToModel() => new([.. Intercepts], [.. Coefficients], [.. Means], LogLikelihood, Converged);
}
