namespace AdaMHF.Survival;

/// <summary>What the weighted squared errors of a Brier score are divided by.</summary>
public enum BrierDivisor
{
    /// <summary>The number of subjects. scikit-survival, riskRegression, pec.</summary>
    Subjects,

    /// <summary>The sum of the weights. pycox.</summary>
    SumOfWeights,
}
