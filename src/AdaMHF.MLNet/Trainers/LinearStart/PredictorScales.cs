using AdaMHF.Survival;

namespace AdaMHF.MLNet;

/// <summary>
/// How much of linear predictors to believe: the slopes of a Cox regression of the outcome on what they say of patients whom they have not
/// seen, about 1 for an honest one by itself, less where two say partly the same or where it may be chance.
/// </summary>
internal static class PredictorScales
{
    // A slope far above 1 comes from a predictor that says next to nothing.
    private const double MaxScale = 1.5;

    // So that two predictors that say the same have slopes at all.
    private const double SlopeRidge = 1e-6;

    /// <summary>Slopes of the predictors, jointly where enough patients have both modalities, otherwise each by itself.</summary>
    /// <param name="all">The patients of the run.</param>
    /// <param name="predictors">The predictors; none gives no scale.</param>
    /// <param name="minEvents">Deaths that are enough.</param>
    public static double[] Of(TrainingPatients all, FittedPredictor[] predictors, int minEvents)
    {
        if (predictors.Length == 0) return [];
        int[] common = [.. predictors.Select(predictor => predictor.Patients).Aggregate((one, other) => [.. one.Intersect(other)])];
        return common.Count(patient => all.Event[patient]) >= minEvents
            ? Slopes(all, common, predictors)
            : [.. predictors.SelectMany(predictor => Slopes(all, predictor.Patients, predictor))];
    }

    // The positive-part shrinkage of James and Stein: a slope within its error of 0 is chance, and the predictor says nothing.
    private static double Credible(double slope, double error) => slope > error ? slope * (1 - (error / slope * (error / slope))) : 0;

    private static double[] Slopes(TrainingPatients all, int[] patients, params FittedPredictor[] predictors)
    {
        var table = new double[patients.Length, predictors.Length];
        for (var row = 0; row < patients.Length; row++)
        {
            for (var i = 0; i < predictors.Length; i++) table[row, i] = predictors[i].Centred[patients[row]];
        }
        var model = CoxRegression.Fit(
            Array.ConvertAll(patients, patient => all.Time[patient]),
            Array.ConvertAll(patients, patient => all.Event[patient]),
            table,
            new CoxOptions { Ridge = SlopeRidge });
        return [.. model.Coefficients.Zip(model.StandardErrors, (slope, error) => Math.Clamp(Credible(slope, error), 0, MaxScale))];
    }
}
