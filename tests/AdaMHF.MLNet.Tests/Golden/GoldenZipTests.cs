using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace AdaMHF.MLNet.Tests;

/// <summary>Model zips of released versions load and predict the same in every later version.</summary>
[Collection(nameof(SmallStudy))]
public class GoldenZipTests(SmallStudy study)
{
    private const string Version = "0.1";

    public static TheoryData<string> Zips() =>
        [.. Directory.EnumerateFiles(Folder(), "*.zip", SearchOption.AllDirectories).Select(zip => Path.GetRelativePath(Folder(), zip))];

    [Fact]
    public void Every_estimator_has_one()
    {
        var zips = Directory.EnumerateFiles(Path.Combine(Folder(), Version), "*.zip").Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(
            ConformanceCases.All.Keys.Select(estimator => estimator.Name).Order(StringComparer.Ordinal),
            zips.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Zips))]
    public void It_loads_and_predicts_what_it_did(string zip)
    {
        var (ml, name) = (new MLContext(), Path.GetFileNameWithoutExtension(zip));
        var model = ml.Model.Load(Path.Combine(Folder(), zip), out _);
        var values = Path.ChangeExtension(Path.Combine(Folder(), zip), ".csv");
        // Loaders of bags add no numbers.
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

    /// <summary>Run once per version, before its release.</summary>
    [Fact(Explicit = true)]
    public void Writes_those_of_this_version()
    {
        var folder = Directory.CreateDirectory(Path.Combine(Source(), Version)).FullName;
        foreach (var (estimator, create) in ConformanceCases.All)
        {
            var (ml, @case) = (new MLContext(seed: 3), create(study));
            var data = @case.Data(ml);
            var model = @case.Create(ml).Fit(data);
            ml.Model.Save(model, data.Schema, Path.Combine(folder, $"{estimator.Name}.zip"));
            var scored = model.Transform(data);
            string[] columns =
            [
                .. scored.Schema
                    .Where(column => data.Schema.GetColumnOrNull(column.Name)?.Index != column.Index && IsNumeric(column.Type))
                    .Select(column => column.Name)
                    .Distinct(),
            ];
            if (columns.Length == 0) continue;
            // Eight patients are enough.
            var lines = Lines(scored, columns).Take(8)
                .Select(values => string.Join(',', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture))));
            File.WriteAllLines(Path.Combine(folder, $"{estimator.Name}.csv"), [string.Join(',', columns), .. lines]);
            (model as IDisposable)?.Dispose();
        }
    }

    private ConformanceCase Case(string name) => ConformanceCases.All.Single(entry => entry.Key.Name == name).Value(study);

    private static bool IsNumeric(DataViewType type) =>
        type == NumberDataViewType.Single
        || (type is VectorDataViewType { IsKnownSize: true } vector && vector.ItemType == NumberDataViewType.Single);

    private static IEnumerable<float[]> Lines(IDataView data, string[] columns)
    {
        var values = columns.Select(name => data.Schema[name].Type is VectorDataViewType
            ? data.GetColumn<float[]>(name).ToArray()
            : [.. data.GetColumn<float>(name).Select(value => new[] { value })]).ToArray();
        return Enumerable.Range(0, Math.Min(8, values[0].Length)).Select(row => values.SelectMany(column => column[row]).ToArray());
    }

    private static float[] Numbers(string line) =>
        Array.ConvertAll(line.Split(','), text => float.Parse(text, CultureInfo.InvariantCulture));

    // Other processors round matrix products differently.
    private static void Close(float expected, float actual, string name) => Assert.True(
        float.IsNaN(expected) ? float.IsNaN(actual) : Math.Abs(expected - actual) <= 1e-4 * Math.Max(1, Math.Abs(expected)),
        $"{name}: {expected} became {actual}.");

    private static string Folder() => Path.Combine(AppContext.BaseDirectory, "Golden");

    private static string Source([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
