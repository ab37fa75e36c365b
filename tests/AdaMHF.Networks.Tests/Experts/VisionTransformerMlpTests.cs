using AdaMHF.TensorFiles;
using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

public sealed class VisionTransformerMlpTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adamhf-frozen-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("blocks.0.mlp.fc1", "blocks.0.mlp.fc2")]
    [InlineData("model.visual.blocks.0.mlp.fc1", "model.visual.blocks.0.mlp.fc2")]
    [InlineData("encoder.layers.encoder_layer_0.mlp.0", "encoder.layers.encoder_layer_0.mlp.3")]
    [InlineData("encoder.layers.encoder_layer_0.mlp.linear_1", "encoder.layers.encoder_layer_0.mlp.linear_2")]
    [InlineData("vit.encoder.layer.0.intermediate.dense", "vit.encoder.layer.0.output.dense")]
    [InlineData("fc1", "fc2")]
    public void At_full_size_the_weights_are_those_of_the_first_block_whatever_it_is_called(string fc1, string fc2)
    {
        using var scope = NewDisposeScope();
        var content = Mlp(fc1, fc2, width: 8, hidden: 12);
        // Another block must not be taken for the first.
        foreach (var (key, tensor) in Mlp(fc1.Replace('0', '7'), fc2.Replace('0', '7'), 8, 12, seed: 9)) content.TryAdd(key, tensor);
        using var frozen = new FrozenMlp(8, 12);
        frozen.Load(VisionTransformerMlp.Read(Written(content)));
        var weights = frozen.state_dict();
        foreach (var (ours, theirs) in new[] { ("fc1", fc1), ("fc2", fc2) })
        {
            Assert.Equal(content[$"{theirs}.weight"].ToSingles(), weights[$"{ours}.weight"].Singles());
            Assert.Equal(content[$"{theirs}.bias"].ToSingles(), weights[$"{ours}.bias"].Singles());
        }
        Assert.All(frozen.parameters(), parameter => Assert.False(parameter.requires_grad));
    }

    [Fact]
    public void A_ViT_L_is_reduced_to_its_strongest_hidden_units_and_to_projected_channels()
    {
        using var scope = NewDisposeScope();
        var content = Mlp("blocks.0.mlp.fc1", "blocks.0.mlp.fc2", width: 1024, hidden: 4096);
        using var frozen = new FrozenMlp(256, 64);
        frozen.Load(VisionTransformerMlp.Read(Written(content)));

        // The same once more in matrices: P has one row per run of four channels.
        Tensor Given(string name)
        {
            var stored = content[$"blocks.0.mlp.{name}"];
            return tensor(stored.ToSingles(), [.. stored.Shape]).to(float64);
        }
        var projection = eye(256, dtype: float64).unsqueeze(2).expand(256, 256, 4).reshape(256, 1024).Over(2);
        TensorAssert.Close(eye(256, dtype: float64), projection.matmul(projection.t()), 1e-12);
        var strength = Given("fc1.weight").Square().sum([1]) * Given("fc2.weight").Square().sum([0]);
        var units = strength.argsort(0, descending: true).narrow(0, 0, 64).sort(0).Values;
        var weights = frozen.state_dict();
        TensorAssert.Close(Given("fc1.weight")[units].matmul(projection.t()), weights["fc1.weight"].to(float64), 1e-6);
        TensorAssert.Close(projection.matmul(Given("fc2.weight").index_select(1, units)), weights["fc2.weight"].to(float64), 1e-6);
        TensorAssert.Close(Given("fc1.bias")[units], weights["fc1.bias"].to(float64), 0);
        TensorAssert.Close(projection.matmul(Given("fc2.bias")), weights["fc2.bias"].to(float64), 1e-6);
    }

    [Fact]
    public void A_network_takes_them_and_saves_them()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var network = Tiny.ShakenNetwork();
        var patient = Tiny.Patient(1);
        var before = network.call(patient).Logits;
        network.LoadFrozenMlp(VisionTransformerMlp.Read(Written(Mlp("fc1", "fc2", 32, 24))));
        var after = network.call(patient).Logits;
        Assert.True(TensorAssert.Differ(before, after));

        using var stream = new MemoryStream();
        NetworkWeights.Save(network, stream);
        using var copy = Tiny.Network(seed: 5);
        NetworkWeights.Load(copy, SafeTensorsFile.Parse(stream.ToArray(), "copy"));
        copy.eval();
        TensorAssert.Identical(after, copy.call(patient).Logits);
    }

    [Fact]
    public void What_does_not_fit_is_refused_by_name()
    {
        void Refused(string because, Dictionary<string, StoredTensor> content)
        {
            var path = Written(content);
            var error = Assert.Throws<TensorFileException>(() => VisionTransformerMlp.Read(path));
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
            Assert.Contains(because, error.Message, StringComparison.Ordinal);
        }
        var whole = Mlp("fc1", "fc2", 8, 12);

        Refused("lacks 'fc2.bias'", whole.Where(entry => entry.Key != "fc2.bias").ToDictionary());
        Refused("found fc3.weight", new() { ["fc3.weight"] = whole["fc1.weight"] });
        Refused("'fc2.weight' has shape [12, 8]; expected [8, 12]", new(whole) { ["fc2.weight"] = whole["fc1.weight"] });
        Refused("'fc1.weight' has 1 axes", new(whole) { ["fc1.weight"] = whole["fc1.bias"] });
        var infinite = StoredTensor.FromSingles([1, 2, float.PositiveInfinity, .. new float[5]], 8);
        Refused("'fc2.bias' holds values that are not finite", new(whole) { ["fc2.bias"] = infinite });

        var otherFormat = Assert.Throws<NotSupportedException>(() => VisionTransformerMlp.Read("weights.pt"));
        Assert.Contains("weights.pt", otherFormat.Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => VisionTransformerMlp.Read(Path.Combine(_folder.FullName, "absent.safetensors")));
        using var network = Tiny.Network();
        var small = VisionTransformerMlp.Read(Written(whole));
        var tooSmall = Assert.Throws<ArgumentException>(() => network.LoadFrozenMlp(small));
        Assert.Contains("width 8 with 12 hidden units", tooSmall.Message, StringComparison.Ordinal);
        using var without = AdaMhfNetwork.Create(Tiny.Configuration with { ExpertResidual = ExpertResidual.Identity }, seed: 1);
        var absent = Assert.Throws<InvalidOperationException>(() => without.LoadFrozenMlp(small));
        Assert.Contains("Identity", absent.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, StoredTensor> Mlp(string fc1, string fc2, int width, int hidden, int seed = 1)
    {
        var random = new Random(seed);
        StoredTensor Random(params long[] shape)
        {
            var values = new float[shape.Aggregate(1L, (product, extent) => product * extent)];
            for (var i = 0; i < values.Length; i++) values[i] = random.NextSingle() - 0.5f;
            return StoredTensor.FromSingles(values, shape);
        }
        return new()
        {
            [$"{fc1}.weight"] = Random(hidden, width),
            [$"{fc1}.bias"] = Random(hidden),
            [$"{fc2}.weight"] = Random(width, hidden),
            [$"{fc2}.bias"] = Random(width),
        };
    }

    private string Written(Dictionary<string, StoredTensor> content)
    {
        var path = Path.Combine(_folder.FullName, $"{Guid.NewGuid():n}.safetensors");
        using var stream = File.Create(path);
        SafeTensorsFile.Write(stream, new NamedTensors(content));
        return path;
    }
}
