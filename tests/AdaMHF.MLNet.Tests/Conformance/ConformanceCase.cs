using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

/// <summary>One estimator with data that it accepts.</summary>
/// <param name="Create">Creates the estimator in a context, each time with the same options.</param>
/// <param name="Data">Rows that it fits and transforms.</param>
/// <param name="Required">Columns that it requires.</param>
public sealed record ConformanceCase(
    Func<MLContext, IEstimator<ITransformer>> Create, Func<MLContext, IDataView> Data, params string[] Required);
