using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

/// <summary>One estimator with data that it accepts.</summary>
/// <param name="Create">Makes the estimator in a context; twice the same.</param>
/// <param name="Data">Rows that it fits and transforms.</param>
/// <param name="Required">Columns without which it must refuse to work; each in its role.</param>
public sealed record ConformanceCase(Func<MLContext, IEstimator<ITransformer>> Create, Func<MLContext, IDataView> Data, params string[] Required);
