using System.Globalization;
using System.Text.Json;
using AdaMHF.TensorFiles;
using AdaMHF.Testing;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

/// <summary>
/// One file of weights, inputs, outputs and gradients of the reference framework. It remembers which of its tensors were asked for, so that
/// a comparison that forgets one fails.
/// </summary>
public sealed class ParityFixture
{
    public const string Folder = "parity";

    private readonly NamedTensors _content;
    private readonly HashSet<string> _used = [];
    private readonly HashSet<string> _constants = [];
    private readonly double _absoluteTolerance;
    private readonly JsonElement _configuration;

    private ParityFixture(NamedTensors content)
    {
        _content = content;
        _configuration = Json("config");
        // The largest figure of the outputs also applies to the gradients, which have none. A text instead of a figure says why
        // none could be computed.
        var rounding = Json("float64_max_abs_diff") is { ValueKind: JsonValueKind.Object } outputs
            ? outputs.EnumerateObject().Select(output => output.Value).Where(value => value.ValueKind == JsonValueKind.Number)
            : [];
        var largest = rounding.Select(value => value.GetDouble()).DefaultIfEmpty().Max();
        _absoluteTolerance = Math.Max(1e-6, 20 * largest);
    }

    /// <summary>Module of the reference framework; training runs are told apart from single evaluations.</summary>
    public string Module => (_content.Metadata["kind"] == "training" ? "training: " : "") + _content.Metadata["module"];

    /// <summary>Whether the file carries no weights but a rule for them.</summary>
    public bool HasProceduralWeights => _content.Metadata["weights"] == "procedural";

    public uint Seed => uint.Parse(_content.Metadata["seed"], CultureInfo.InvariantCulture);

    public string PrimaryOutput => _content.Metadata["primary_output"];

    public IEnumerable<string> Names => _content.Tensors.Keys.Except(_constants).Order(StringComparer.Ordinal);

    public static ParityFixture Open(string file) => new(SafeTensorsFile.Read(FixtureFolder.PathOf(Folder, file)));

    /// <summary>What follows a prefix in the names of all tensors that have it.</summary>
    public IEnumerable<string> NamesAfter(string prefix) =>
        Names.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..]);

    public int Size(string key) => _configuration.GetProperty(key).GetInt32();

    public int Size(string key, int otherwise) => _configuration.TryGetProperty(key, out var value) ? value.GetInt32() : otherwise;

    public string? Text(string key) => _configuration.GetProperty(key).GetString();

    public bool Flag(string key, bool otherwise) => _configuration.TryGetProperty(key, out var value) ? value.GetBoolean() : otherwise;

    public double Number(string key) => _configuration.GetProperty(key).GetDouble();

    public int[] Sizes(string key) => [.. _configuration.GetProperty(key).EnumerateArray().Select(size => size.GetInt32())];

    public Tensor Tensor(string name)
    {
        var stored = Stored(name);
        return tensor(stored.ToSingles(), [.. stored.Shape]);
    }

    public long[] Integers(string name) => Stored(name).ToInt64s();

    /// <summary>For what has no counterpart on our side.</summary>
    public void Ignore(string name) => _ = Stored(name);

    /// <summary>
    /// Asserts |expected - actual| &lt;= 1e-4 max|expected| + max(1e-6, 20 times the rounding of the reference) for every element.
    /// </summary>
    public void Expect(string name, Tensor actual)
    {
        var expected = Stored(name).ToDoubles();
        var values = actual.Doubles();
        Assert.Equal(Stored(name).Shape, actual.shape);
        var size = expected.Select(Math.Abs).DefaultIfEmpty().Max();
        var deviation = expected.Zip(values, (a, b) => Math.Abs(a - b)).DefaultIfEmpty().Max();
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: deviation {deviation:e1}, largest expected {size:g3}");
        Assert.True(deviation <= (1e-4 * size) + _absoluteTolerance, $"{name} deviates by {deviation:g3}; the largest value is {size:g3}.");
    }

    /// <summary>Asserts the value of a tensor that has no counterpart on our side and is none of the names any longer.</summary>
    public void ExpectConstant(string name, float value)
    {
        Assert.Equal([value], Stored(name).ToSingles());
        _constants.Add(name);
    }

    public long[] ShapeOf(string name) => [.. _content[name].Shape];

    public void AssertEverythingUsed() => Assert.Equal([], Names.Except(_used));

    private StoredTensor Stored(string name)
    {
        _used.Add(name);
        return _content[name];
    }

    private JsonElement Json(string key)
    {
        if (!_content.Metadata.TryGetValue(key, out var text)) return default;
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }
}
