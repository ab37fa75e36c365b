using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>The contract of ML.NET's estimators and transformers, for all of this library.</summary>
[Collection(nameof(SmallStudy))]
public class ConformanceTests(SmallStudy study, ConformanceModels models) : IClassFixture<ConformanceModels>
{
    public static TheoryData<string> Estimators() => [.. Library().Where(IsEstimator).Select(type => type.Name)];

    [Fact]
    public void Every_estimator_and_every_transformer_of_the_library_is_covered()
    {
        Assert.Equal(
            Library().Where(IsEstimator).Select(type => type.Name).Order(),
            ConformanceCases.All.Keys.Select(type => type.Name).Order());
        string[] made = [.. ConformanceCases.All.Select(pair => Fitted(pair.Key.Name).Model.GetType().Name)];
        var transformers = Library().Where(type => typeof(ITransformer).IsAssignableFrom(type)).Select(type => type.Name);
        // The published systems share one transformer.
        Assert.Equal(transformers.Order(), made.Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void The_promised_schema_is_the_delivered_one(string estimator)
    {
        var (model, input) = Fitted(estimator);
        var promised = Case(estimator).Create(study.ML).GetOutputSchema(SchemaShapes.Of(input.Schema));
        var delivered = SchemaShapes.Of(model.Transform(input).Schema);
        foreach (var column in promised)
        {
            var found = Assert.Single(delivered, other => other.Name == column.Name);
            Assert.Equal((column.Kind, column.ItemType.ToString(), column.IsKey), (found.Kind, found.ItemType.ToString(), found.IsKey));
            Assert.Equal(
                column.Annotations.Select(annotation => annotation.Name).Order(),
                found.Annotations.Select(annotation => annotation.Name).Order());
        }
        Assert.Equal(promised.Select(column => column.Name).Order(), delivered.Select(column => column.Name).Order());
        Assert.Equal(
            model.GetOutputSchema(input.Schema).Select(column => (column.Name, column.Type.ToString())),
            model.Transform(input).Schema.Select(column => (column.Name, column.Type.ToString())));
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void A_saved_and_loaded_transformer_gives_the_same_bits(string estimator)
    {
        var (model, input) = Fitted(estimator);
        using var stream = new MemoryStream();
        study.ML.Model.Save(model, input.Schema, stream);
        stream.Position = 0;
        var loaded = new MLContext().Model.Load(stream, out _);
        foreach (var column in Added(model, input))
            Assert.Equal(ColumnValues.Read(model.Transform(input), column), ColumnValues.Read(loaded.Transform(input), column));
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void Every_cursor_sees_the_same_rows_in_the_same_order(string estimator)
    {
        var (model, input) = Fitted(estimator);
        var output = model.Transform(input);
        var columns = Added(model, input).Select(name => output.Schema[name]).ToArray();
        var expected = columns.Select(column => ColumnValues.Read(output, column.Name)).ToArray();
        Assert.Equal(input.GetColumn<bool>("Event").Count(), expected[0].Length);

        // Two cursors over all columns, one of them a row ahead.
        using var first = output.GetRowCursor(columns);
        using var second = output.GetRowCursor(columns);
        var readFirst = Array.ConvertAll(columns, column => ColumnValues.Reader(first, column));
        var readSecond = Array.ConvertAll(columns, column => ColumnValues.Reader(second, column));
        Assert.True(first.MoveNext());
        for (var row = 0; second.MoveNext(); row++)
        {
            if (first.MoveNext()) Assert.All(columns, (_, k) => Assert.Equal(expected[k][row + 1], readFirst[k]()));
            Assert.All(columns, (_, k) => Assert.Equal(expected[k][row], readSecond[k]()));
        }
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void Only_what_is_asked_for_is_read(string estimator)
    {
        var (model, input) = Fitted(estimator);
        var watched = new WatchedDataView(input);
        var output = model.Transform(watched);
        Assert.Empty(watched.Asked);

        ColumnValues.Read(output, "Event");
        Assert.Equal(["Event"], watched.Asked);

        watched.Asked.Clear();
        var name = Added(model, input)[0];
        using var cursor = output.GetRowCursor([output.Schema[name]]);
        Assert.True(cursor.IsColumnActive(output.Schema[name]));
        Assert.ThrowsAny<Exception>(() => cursor.GetGetter<bool>(output.Schema["Event"]));
        Assert.DoesNotContain("Event", watched.Asked);
        Assert.NotEmpty(watched.Asked);
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void A_required_column_that_is_absent_or_of_another_type_is_refused_before_anything_is_read(string estimator)
    {
        var input = Case(estimator).Data(study.ML);
        foreach (var required in Case(estimator).Required)
        {
            var absent = study.ML.Transforms.DropColumns(required).Fit(input).Transform(input);
            Refused(absent, "Could not find");
            // A Boolean in place of the number, a number in place of anything else.
            var wrong = study.ML.Transforms.CopyColumns(required, required == "Time" ? "Event" : "Time").Fit(input).Transform(input);
            Refused(wrong, "Schema mismatch");

            void Refused(IDataView data, string words)
            {
                var watched = new WatchedDataView(data);
                var shape = SchemaShapes.Of(data.Schema);
                var promised = Assert.Throws<ArgumentOutOfRangeException>(() => Case(estimator).Create(study.ML).GetOutputSchema(shape));
                Assert.Contains(words, promised.Message, StringComparison.Ordinal);
                Assert.Contains($"'{required}'", promised.Message, StringComparison.Ordinal);
                Assert.Throws<ArgumentOutOfRangeException>(() => Case(estimator).Create(study.ML).Fit(watched));
                Assert.Empty(watched.Asked);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Estimators))]
    public void A_disposable_transformer_can_be_disposed_twice_and_is_then_of_no_use(string estimator)
    {
        var (model, input) = Fit(estimator);
        if (model is not IDisposable disposable) return;
        var output = model.Transform(input);
        disposable.Dispose();
        disposable.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Transform(input).GetRowCursor(output.Schema));
        Assert.ThrowsAny<Exception>(() => ColumnValues.Read(output, Added(output.Schema, input)[0]));
    }

    private static IEnumerable<Type> Library() =>
        typeof(SurvivalCatalog).Assembly.GetExportedTypes().Where(type => type is { IsAbstract: false, IsClass: true });

    private static bool IsEstimator(Type type) =>
        type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEstimator<>));

    private ConformanceCase Case(string estimator) => ConformanceCases.All.Single(pair => pair.Key.Name == estimator).Value(study);

    private (ITransformer Model, IDataView Input) Fitted(string estimator) => models.Of(estimator, () => Fit(estimator));

    private (ITransformer Model, IDataView Input) Fit(string estimator)
    {
        var conformance = Case(estimator);
        var input = conformance.Data(study.ML);
        return (conformance.Create(study.ML).Fit(input), input);
    }

    private static string[] Added(ITransformer model, IDataView input) => Added(model.GetOutputSchema(input.Schema), input);

    private static string[] Added(DataViewSchema output, IDataView input) =>
        [.. output.Where(column => column.Index >= input.Schema.Count && !column.IsHidden).Select(column => column.Name)];
}
