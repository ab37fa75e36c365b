using System.Globalization;
using System.Runtime.CompilerServices;
using AdaMHF.PatchBags;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>Model zips of released versions: they must load and predict the same in every later version.</summary>
[Collection(nameof(SmallStudy))]
public class GoldenZipTests(SmallStudy study)
{
    private const string Version = "0.2";
    private const int MaxPatients = 8;

    public static TheoryData<string> Zips() =>
    [
        .. Directory.EnumerateFiles(Folder(), "*.zip", SearchOption.AllDirectories).Select(zip => Path.GetRelativePath(Folder(), zip)),
    ];

    [Fact]
    public void Every_estimator_has_a_zip() => Assert.Equal(
        ConformanceCases.All.Keys.Select(estimator => estimator.Name).Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Path.Combine(Folder(), Version), "*.zip")
            .Select(Path.GetFileNameWithoutExtension)
            .Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Zips))]
    public void It_loads_and_predicts_the_same(string zip)
    {
        var (ml, name) = (new MLContext(), Path.GetFileNameWithoutExtension(zip));
        var model = ml.Model.Load(Path.Combine(Folder(), zip), out _);
        var values = Path.ChangeExtension(Path.Combine(Folder(), zip), ".csv");
        // Estimators that only load bags have no numeric output.
        if (File.Exists(values))
        {
            var expected = File.ReadAllLines(values);
            var found = Lines(model.Transform(Case(name).Data(ml)), expected[0].Split(',')).ToArray();
            Assert.Equal(expected.Length - 1, found.Length);
            foreach (var (line, numbers) in expected.Skip(1).Zip(found))
                Assert.All(Numbers(line).Zip(numbers), pair => Close(pair.First, pair.Second, name));
        }
        (model as IDisposable)?.Dispose();
    }

    /// <summary>Run after adding an estimator, and once per version before its release. A zip that exists is never written again.</summary>
    [Fact(Explicit = true)]
    public void Writes_those_that_are_missing()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Source(), Version)).FullName;
        foreach (var (estimator, create) in ConformanceCases.All)
        {
            var zip = Path.Combine(folder, $"{estimator.Name}.zip");
            if (File.Exists(zip)) continue;
            var (ml, @case) = (new MLContext(seed: 3), create(study));
            var data = @case.Data(ml);
            var model = @case.Create(ml).Fit(data);
            ml.Model.Save(model, data.Schema, zip);
            var scored = model.Transform(data);
            string[] columns =
            [
                .. scored.Schema
                    .Where(column => data.Schema.GetColumnOrNull(column.Name)?.Index != column.Index && IsNumeric(column.Type))
                    .Select(column => column.Name)
                    .Distinct(),
            ];
            // The folder of the bags is a temporary one: the zip is loaded, and finds none.
            if (columns.Length == 0 || model is WsiBagLoadingTransformer) continue;
            var lines = Lines(scored, columns)
                .Select(values => string.Join(',', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture))));
            File.WriteAllLines(Path.ChangeExtension(zip, ".csv"), [string.Join(',', columns), .. lines]);
            (model as IDisposable)?.Dispose();
        }
    }

    private ConformanceCase Case(string name) => ConformanceCases.All.Single(entry => entry.Key.Name == name).Value(study);

    private static bool IsNumeric(DataViewType type) =>
        type == NumberDataViewType.Single
        || type is PatchBagDataViewType
        || type is VectorDataViewType { IsKnownSize: true } vector && vector.ItemType == NumberDataViewType.Single;

    /// <summary>The values of the first patients, a few of whom are enough.</summary>
    private static IEnumerable<float[]> Lines(IDataView data, string[] columns)
    {
        var values = columns.Select(name => data.Schema[name].Type switch
        {
            VectorDataViewType => data.GetColumn<float[]>(name).ToArray(),
            PatchBagDataViewType => [.. data.GetColumn<PatchBag>(name).Select(bag => bag.ReadAll().Values)],
            _ => [.. data.GetColumn<float>(name).Select(value => new[] { value })],
        }).ToArray();
        var rows = Math.Min(MaxPatients, values[0].Length);
        return Enumerable.Range(0, rows).Select(row => values.SelectMany(column => column[row]).ToArray());
    }

    private static float[] Numbers(string line) =>
        Array.ConvertAll(line.Split(','), text => float.Parse(text, CultureInfo.InvariantCulture));

    // Other processors add up matrix products in another order.
    private static void Close(float expected, float actual, string name) => Assert.True(
        float.IsNaN(expected) ? float.IsNaN(actual) : Math.Abs(expected - actual) <= 1e-4 * Math.Max(1, Math.Abs(expected)),
        $"{name}: {expected} became {actual}.");

    private static string Folder() => Path.Combine(AppContext.BaseDirectory, "Golden");

    private static string Source([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
