using AdaMHF.TensorFiles;

namespace AdaMHF.Networks;

/// <summary>
/// The MLP of a vision transformer's first encoder block, such as that of a ViT-L/16 (fc1 4096 x 1024, fc2 1024 x 4096): the
/// source of AdaMHF's frozen MLP.
/// </summary>
public sealed class VisionTransformerMlp
{
    // fc1 and fc2 of the first block as timm, torchvision (new and old) and transformers name them, and alone.
    // Prefixes such as "model." or "vit." may precede them.
    private static readonly (string Fc1, string Fc2)[] Names =
    [
        ("blocks.0.mlp.fc1", "blocks.0.mlp.fc2"),
        ("encoder.layers.encoder_layer_0.mlp.0", "encoder.layers.encoder_layer_0.mlp.3"),
        ("encoder.layers.encoder_layer_0.mlp.linear_1", "encoder.layers.encoder_layer_0.mlp.linear_2"),
        ("encoder.layer.0.intermediate.dense", "encoder.layer.0.output.dense"),
        ("fc1", "fc2"),
    ];

    private VisionTransformerMlp(float[] hiddenWeights, float[] hiddenBias, float[] outputWeights, float[] outputBias) =>
        (HiddenWeights, HiddenBias, OutputWeights, OutputBias) = (hiddenWeights, hiddenBias, outputWeights, outputBias);

    /// <summary>Width in and out, 1024 in a ViT-L.</summary>
    public int Width => OutputBias.Length;

    /// <summary>Hidden units, 4096 in a ViT-L.</summary>
    public int Hidden => HiddenBias.Length;

    /// <summary>fc1, [hidden, width], row-major.</summary>
    internal float[] HiddenWeights { get; }

    internal float[] HiddenBias { get; }

    /// <summary>fc2, [width, hidden], row-major.</summary>
    internal float[] OutputWeights { get; }

    internal float[] OutputBias { get; }

    /// <summary>Reads a <c>.safetensors</c> file: a whole vision transformer, or the MLP alone as fc1 and fc2.</summary>
    /// <param name="path">
    /// File to read. For a <c>.pt</c> checkpoint use <see cref="From"/> with a reader that runs no code, such as PyTorchTensorFile
    /// of AdaMHF.PatchBags, as the trainer does.
    /// </param>
    /// <exception cref="NotSupportedException">The file has another format.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="TensorFileException">The file is damaged or has no such MLP; the message names the fault.</exception>
    public static VisionTransformerMlp Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Path.GetExtension(path).Equals(".safetensors", StringComparison.OrdinalIgnoreCase)
            ? From(SafeTensorsFile.Read(path), path)
            : throw new NotSupportedException(
                $"'{path}' is not a .safetensors file, which this method reads. Convert it, or read its tensors and use From.");
    }

    /// <summary>Whether a tensor of that name may belong to the MLP, so that a reader can skip the rest of a large checkpoint.</summary>
    /// <param name="name">Name in the state dictionary.</param>
    public static bool MayHold(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Array.Exists(Names, pair => new[] { pair.Fc1, pair.Fc2 }.Any(part =>
            new[] { $"{part}.weight", $"{part}.bias" }.Any(key => name == key || name.EndsWith($".{key}", StringComparison.Ordinal))));
    }

    /// <summary>Takes the MLP from tensors that were read elsewhere.</summary>
    /// <param name="content">Tensors by state-dict key.</param>
    /// <param name="source">Name of the source in error messages.</param>
    /// <exception cref="TensorFileException">There is no such MLP, its shapes do not match, or a value is not finite.</exception>
    public static VisionTransformerMlp From(NamedTensors content, string source)
    {
        ArgumentNullException.ThrowIfNull(content);
        var keys = content.Tensors.Keys.Order(StringComparer.Ordinal).ToArray();
        foreach (var (fc1, fc2) in Names)
        {
            var found = keys.FirstOrDefault(key => key == $"{fc1}.weight")
                ?? keys.FirstOrDefault(key => key.EndsWith($".{fc1}.weight", StringComparison.Ordinal));
            if (found is null) continue;
            var prefix = found[..^$"{fc1}.weight".Length];
            return Of(content, source, prefix + fc1, prefix + fc2);
        }
        throw new TensorFileException(
            $"'{source}' has no MLP of a vision transformer's first block: "
            + $"expected '{Names[0].Fc1}.weight' or its counterpart in torchvision or transformers, or 'fc1.weight'; "
            + $"found {string.Join(", ", keys.Take(5))}{(keys.Length > 5 ? $" and {keys.Length - 5} more" : "")}.");
    }

    private static VisionTransformerMlp Of(NamedTensors content, string source, string fc1, string fc2)
    {
        StoredTensor Stored(string name) => content.Tensors.TryGetValue(name, out var tensor)
            ? tensor
            : throw new TensorFileException($"'{source}' has '{fc1}.weight' but lacks '{name}'.");
        var shape = Stored($"{fc1}.weight").Shape;
        if (shape.Count != 2) throw new TensorFileException($"'{source}': '{fc1}.weight' has {shape.Count} axes; expected hidden x width.");
        var (hidden, width) = (shape[0], shape[1]);
        float[] Values(string name, params long[] expected)
        {
            var tensor = Stored(name);
            if (!tensor.Shape.SequenceEqual(expected))
            {
                throw new TensorFileException(
                    $"'{source}': '{name}' has shape [{string.Join(", ", tensor.Shape)}]; expected [{string.Join(", ", expected)}].");
            }
            var values = tensor.ToSingles();
            return Array.TrueForAll(values, float.IsFinite)
                ? values
                : throw new TensorFileException($"'{source}': '{name}' holds values that are not finite.");
        }
        return new(
            Values($"{fc1}.weight", hidden, width),
            Values($"{fc1}.bias", hidden),
            Values($"{fc2}.weight", width, hidden),
            Values($"{fc2}.bias", width));
    }

    /// <summary>
    /// Reduces the MLP. The strongest hidden units remain, by the product of the norms of their incoming and outgoing weights, in
    /// their order. The width is divided into equal runs of neighbouring channels, each projected orthonormally onto one channel
    /// (sum over the square root of the run length), for input and output alike.
    /// </summary>
    /// <param name="width">Token width, at most <see cref="Width"/>.</param>
    /// <param name="hidden">Hidden width, at most <see cref="Hidden"/>.</param>
    /// <exception cref="ArgumentException">The MLP is smaller than requested.</exception>
    internal VisionTransformerMlp Reduced(int width, int hidden)
    {
        if (width > Width || hidden > Hidden)
        {
            throw new ArgumentException(
                $"The frozen weights are of width {Width} with {Hidden} hidden units; the network asks for {width} with {hidden}. "
                + "Choose a smaller TokenWidth or FrozenWidth, or other weights.");
        }
        int[] units = [.. Enumerable.Range(0, Hidden).OrderByDescending(Strength).Take(hidden).Order()];
        var run = Enumerable.Range(0, Width).Select(channel => (int)((long)channel * width / Width)).ToArray();
        var scale = run.CountBy(place => place).OrderBy(pair => pair.Key).Select(pair => 1 / Math.Sqrt(pair.Value)).ToArray();

        var (into, from, outputBias) = (new double[hidden * width], new double[width * hidden], new double[width]);
        for (var channel = 0; channel < Width; channel++)
        {
            var (place, factor) = (run[channel], scale[run[channel]]);
            outputBias[place] += factor * OutputBias[channel];
            for (var i = 0; i < hidden; i++)
            {
                into[(i * width) + place] += factor * HiddenWeights[(units[i] * Width) + channel];
                from[(place * hidden) + i] += factor * OutputWeights[(channel * Hidden) + units[i]];
            }
        }
        return new(Singles(into), Array.ConvertAll(units, unit => HiddenBias[unit]), Singles(from), Singles(outputBias));
    }

    private double Strength(int unit)
    {
        var (incoming, outgoing) = (0.0, 0.0);
        for (var channel = 0; channel < Width; channel++)
        {
            incoming += Math.Pow(HiddenWeights[(unit * Width) + channel], 2);
            outgoing += Math.Pow(OutputWeights[(channel * Hidden) + unit], 2);
        }
        return incoming * outgoing;
    }

    private static float[] Singles(double[] values) => Array.ConvertAll(values, value => (float)value);
}
