using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// Fits means and standard deviations of patch features. Created by
/// <see cref="PatchBagsCatalog.StandardizeBags(TransformsCatalog, string, string?, BagStandardizingOptions?)"/>.
/// </summary>
public sealed class BagStandardizingEstimator : IEstimator<BagStandardizingTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly string _outputColumnName;
    private readonly string _inputColumnName;
    private readonly BagStandardizingOptions _options;

    internal BagStandardizingEstimator(
        IHostEnvironment environment, string outputColumnName, string inputColumnName, BagStandardizingOptions options)
    {
        _environment = environment;
        _outputColumnName = outputColumnName;
        _inputColumnName = inputColumnName;
        _options = options;
    }

    /// <summary>Reads every bag of the training rows once, one after the other.</summary>
    /// <exception cref="PatchBagException">A bag cannot be read, is of another width, or has features that are not finite.</exception>
    /// <exception cref="InvalidOperationException">No row has a patch.</exception>
    public BagStandardizingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(SchemaShape.Create(input.Schema));
        var fillsMissing = _options.MissingValues == BagMissingValues.TrainingMean;
        PatchStatistics? statistics = null;
        foreach (var bag in PatchPrefetcher.Read(Bags(input), row => new(row.Bag, [.. Enumerable.Range(0, row.Bag.PatchCount)])))
        {
            if (bag.Patches.Count == 0) continue;
            statistics ??= new(bag.Patches.Width, _options.SignedLog, fillsMissing);
            statistics.Add(bag.Patches, bag.Item.Owner);
        }
        var scaling = statistics?.ToScaling() ?? throw new InvalidOperationException(
            $"No row has a patch in column '{_inputColumnName}'; there is nothing to standardise bags by.");
        return new(_environment, new(
            _outputColumnName, _inputColumnName, [.. scaling.Means], [.. scaling.Deviations], _options.SignedLog, _options.MissingValues));
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var bags = inputSchema.Require(_inputColumnName, "patch bag");
        if (bags.ItemType is not PatchBagDataViewType) throw SchemaMismatch.Of(bags, "patch bag", "PatchBag");
        return inputSchema.With(new SchemaShape.Column(
            _outputColumnName, SchemaShape.Column.VectorKind.Scalar, PatchBagDataViewType.Instance, isKey: false));
    }

    private IEnumerable<(PatchBag Bag, string Owner)> Bags(IDataView input)
    {
        var column = input.Schema[_inputColumnName];
        DataViewSchema.Column[] names =
            input.Schema.GetColumnOrNull(_options.PatientColumnName) is { Type: TextDataViewType } id ? [id] : [];
        using var cursor = input.GetRowCursor([column, .. names]);
        var read = cursor.GetGetter<PatchBag>(column);
        var readName = names is [var named] ? cursor.GetGetter<ReadOnlyMemory<char>>(named) : null;
        while (cursor.MoveNext())
        {
            var (bag, name) = (PatchBag.Empty, ReadOnlyMemory<char>.Empty);
            read(ref bag);
            readName?.Invoke(ref name);
            yield return (bag ?? PatchBag.Empty, name.IsEmpty ? $"Row {cursor.Position + 1}" : $"Patient {name}");
        }
    }
}
