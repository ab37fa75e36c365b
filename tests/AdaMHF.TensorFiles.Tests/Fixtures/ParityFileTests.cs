using System.Text.Json;
using AdaMHF.Testing;

namespace AdaMHF.TensorFiles.Tests;

/// <summary>Files that the format's reference library wrote.</summary>
[Trait("Category", "Fixtures")]
public class ParityFileTests
{
    private const string Folder = "parity";

    public static TheoryData<string> Files() => [.. FixtureFolder.Files(Folder, "*.safetensors")];

    [Theory, MemberData(nameof(Files))]
    public void Every_tensor_has_the_shape_that_the_index_gives(string file)
    {
        var read = SafeTensorsFile.Read(FixtureFolder.PathOf(Folder, file));

        var entry = Index().Single(entry => entry.GetProperty("file").GetString() == file);
        var listed = entry.GetProperty("tensors").EnumerateObject().ToDictionary(
            tensor => tensor.Name, tensor => tensor.Value.EnumerateArray().Select(extent => extent.GetInt64()).ToArray());
        Assert.NotEmpty(listed);
        Assert.All(listed, pair => Assert.Equal(pair.Value, read[pair.Key].Shape));
        var weights = read.Tensors.Keys.Count(name => name.StartsWith("weight.", StringComparison.Ordinal));
        Assert.Equal(entry.GetProperty("n_weights").GetInt32(), weights);
        Assert.Equal(entry.GetProperty("module").GetString(), read.Metadata["module"]);
    }

    [Theory, MemberData(nameof(Files))]
    public void Writing_what_was_read_loses_nothing(string file)
    {
        var read = SafeTensorsFile.Read(FixtureFolder.PathOf(Folder, file));

        using var stream = new MemoryStream();
        SafeTensorsFile.Write(stream, read);
        var again = SafeTensorsFile.Parse(stream.ToArray(), file);

        Assert.Equal(read.Metadata, again.Metadata);
        Assert.Equal(read.Tensors.Count, again.Tensors.Count);
        Assert.All(read.Tensors, pair =>
        {
            Assert.Equal(pair.Value.ElementType, again[pair.Key].ElementType);
            Assert.Equal(pair.Value.Shape, again[pair.Key].Shape);
            Assert.True(pair.Value.Bytes.Span.SequenceEqual(again[pair.Key].Bytes.Span));
        });
    }

    private static JsonElement[] Index()
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(FixtureFolder.PathOf(Folder, "index.json")));
        return [.. json.RootElement.Clone().GetProperty("files").EnumerateArray()];
    }
}
