using System.Runtime.InteropServices;
using AdaMHF.TensorFiles;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaMHF.Networks;

/// <summary>A network's parameters and buffers as safetensors: raw numbers by state-dict key, no code.</summary>
public static class NetworkWeights
{
    /// <summary>Writes every parameter and buffer, frozen ones too.</summary>
    /// <param name="network">Network on any device.</param>
    /// <param name="stream">Where to write.</param>
    public static void Save(Module network, Stream stream)
    {
        SafeTensorsFile.Write(stream, Copy(network));
    }

    /// <summary>Copies every parameter and buffer, frozen ones too.</summary>
    /// <param name="network">Network on any device.</param>
    public static NamedTensors Copy(Module network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new NamedTensors(network.state_dict().ToDictionary(entry => entry.Key, entry => Store(entry.Value)));
    }

    /// <summary>Loads what <see cref="Save"/> wrote into a network of the same shape.</summary>
    /// <param name="network">Network to fill.</param>
    /// <param name="content">Tensors by state-dict key.</param>
    /// <exception cref="InvalidDataException">A key is missing or unknown, or a shape differs; the message names it.</exception>
    public static void Load(Module network, NamedTensors content)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(content);
        var targets = network.state_dict();
        var missing = targets.Keys.Except(content.Tensors.Keys).Order(StringComparer.Ordinal).ToArray();
        var unknown = content.Tensors.Keys.Except(targets.Keys).Order(StringComparer.Ordinal).ToArray();
        if (missing.Length + unknown.Length > 0)
        {
            throw new InvalidDataException(
                $"The weights do not belong to this network. Missing: {Some(missing)}. Unknown: {Some(unknown)}.");
        }

        // All shapes first, so that an exception leaves no network half filled.
        foreach (var (key, target) in targets)
        {
            if (!content[key].Shape.SequenceEqual(target.shape))
            {
                throw new InvalidDataException(
                    $"Weight '{key}' has shape [{string.Join(", ", content[key].Shape)}]; "
                    + $"this network expects [{string.Join(", ", target.shape)}].");
            }
        }

        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        foreach (var (key, target) in targets) target.copy_(tensor(content[key].ToSingles(), target.shape));
    }

    private static StoredTensor Store(Tensor value)
    {
        using var scope = NewDisposeScope();
        var plain = value.detach().to(float32).cpu().contiguous();
        var bytes = MemoryMarshal.AsBytes(plain.data<float>().ToArray().AsSpan()).ToArray();
        return new StoredTensor(TensorElementType.Float32, plain.shape, bytes);
    }

    private static string Some(string[] keys) =>
        keys.Length == 0 ? "none" : string.Join(", ", keys.Take(5)) + (keys.Length > 5 ? $" and {keys.Length - 5} more" : "");
}
