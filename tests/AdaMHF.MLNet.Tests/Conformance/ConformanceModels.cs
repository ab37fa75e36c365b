using Microsoft.ML;

namespace AdaMHF.MLNet.Tests;

/// <summary>A model of each estimator, fitted once for all tests that only read it.</summary>
public sealed class ConformanceModels : IDisposable
{
    private readonly Dictionary<string, (ITransformer Model, IDataView Input)> _fitted = [];

    public (ITransformer Model, IDataView Input) Of(string estimator, Func<(ITransformer Model, IDataView Input)> fit)
    {
        if (!_fitted.TryGetValue(estimator, out var found)) _fitted[estimator] = found = fit();
        return found;
    }

    public void Dispose()
    {
        foreach (var (model, _) in _fitted.Values) (model as IDisposable)?.Dispose();
    }
}
