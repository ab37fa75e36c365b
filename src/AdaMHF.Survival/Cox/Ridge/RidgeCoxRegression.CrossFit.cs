using System.Numerics.Tensors;

namespace AdaMHF.Survival;

public static partial class RidgeCoxRegression
{
    /// <summary>
    /// Fits the model, and predicts every subject by a model that was fitted without its fold: an honest predictor of the training
    /// subjects, for a second model on top. Each model's ridge is selected among the subjects that it is fitted on, as by
    /// <see cref="SelectRidge"/>. A subject's outcome has no influence on the predictions of its own fold.
    /// </summary>
    /// <remarks>
    /// The rows are reduced to their span once, for all folds; this depends on no outcome, and keeps every ridge solution as it is.
    /// </remarks>
    /// <param name="time">Follow-up time per subject, finite and at least 0, in any unit.</param>
    /// <param name="observed">True where the event was observed, false where the subject was censored at its time.</param>
    /// <param name="covariates">Subjects x columns, finite; at least one column.</param>
    /// <param name="candidates">Ridges above 0, at least one; for standardised columns <see cref="RidgesFor"/>.</param>
    /// <param name="fold">Fold of each subject; two different ones at least.</param>
    /// <param name="selectionFolds">Folds by which ridges are selected, at least 2.</param>
    /// <param name="seed">Seed of the folds by which ridges are selected.</param>
    /// <param name="ties">Treatment of tied events.</param>
    /// <exception cref="SurvivalDataException">
    /// Lengths differ, a value is not allowed, or without some fold there are fewer events than <paramref name="selectionFolds"/>.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">A candidate is not above 0, or there are fewer than 2 selection folds.</exception>
    public static CrossFittedRidgeCox CrossFit(
        ReadOnlySpan<double> time,
        ReadOnlySpan<bool> observed,
        double[,] covariates,
        ReadOnlySpan<double> candidates,
        ReadOnlySpan<int> fold,
        int selectionFolds = 5,
        int seed = 0,
        CoxTies ties = CoxTies.Efron)
    {
        Check(time, observed, covariates);
        Require.SameLength(fold.Length, nameof(fold), time.Length);
        var (times, events, folds, falling) = (time.ToArray(), observed.ToArray(), fold.ToArray(), Falling(candidates));
        int[] names = [.. folds.Distinct().Order()];
        if (names.Length < 2) throw new SurvivalDataException("All subjects are in one fold: expected at least two.", nameof(fold));

        var rows = new RowSpan(covariates);
        var logHazards = new double[times.Length];
        foreach (var name in names)
        {
            int[] kept = [.. Enumerable.Range(0, times.Length).Where(i => folds[i] != name)];
            double[][] own = Array.ConvertAll(kept, i => rows.Coordinates[i]);
            double[] ownTimes = Array.ConvertAll(kept, i => times[i]);
            bool[] ownEvents = Array.ConvertAll(kept, i => events[i]);
            var fit = new RidgeCoxFit(own, ownTimes, ownEvents, ties);
            fit.Run(Select(own, ownTimes, ownEvents, falling, selectionFolds, seed, ties), start: null);
            var coordinates = fit.Coordinates.ToArray();
            var mean = own.Average(row => TensorPrimitives.Dot<double>(row, coordinates));
            for (var i = 0; i < folds.Length; i++)
            {
                if (folds[i] == name) logHazards[i] = TensorPrimitives.Dot<double>(rows.Coordinates[i], coordinates) - mean;
            }
        }
        var ridge = Select(rows.Coordinates, times, events, falling, selectionFolds, seed, ties);
        return new(Fit(rows, times, events, ridge, ties), [.. logHazards]);
    }
}
