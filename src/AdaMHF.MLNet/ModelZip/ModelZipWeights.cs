using AdaMHF.PatchBags;
using AdaMHF.TensorFiles;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>
/// How the weights of networks are stored in a model zip: one safetensors file each. That of a single network, and of the first member
/// of an ensemble, is <c>Weights.safetensors</c>; the others are <c>Member1/Weights.safetensors</c>, <c>Member2/Weights.safetensors</c>
/// and so on.
/// </summary>
internal static class ModelZipWeights
{
    public const string FileName = "Weights.safetensors";

    /// <summary>Stores what the action writes as the weights of a network.</summary>
    public static (string Name, Action<Stream> Write) Part(Action<Stream> write, int member = 0) => (FileOf(member), write);

    /// <summary>Reads what <see cref="Part"/> wrote.</summary>
    /// <exception cref="ModelZipException">They are absent, damaged, or hold a number that is not finite.</exception>
    public static NamedTensors LoadWeights(this ModelLoadContext ctx, IHostEnvironment environment, int member = 0)
    {
        var file = FileOf(member);
        var weights = Parse(ctx.LoadPart(environment, file), file);
        foreach (var (name, tensor) in weights.Tensors)
        {
            if (!tensor.IsFinite())
                throw new ModelZipException($"Weight '{name}' of '{file}' holds a number that is not finite. Train the model anew.");
        }
        return weights;
    }

    private static NamedTensors Parse(byte[] bytes, string file)
    {
        try
        {
            var header = SafeTensorsHeader.LengthOf(bytes, bytes.Length, file);
            if (header > ModelZipScope.Limits.WeightHeaderBytes)
            {
                throw new ModelZipException(
                    $"The header of '{file}' has {header:N0} bytes; at most {ModelZipScope.Limits.WeightHeaderBytes:N0} are allowed "
                    + $"({nameof(FileLimits)}.{nameof(FileLimits.WeightHeaderBytes)}).");
            }
            return SafeTensorsFile.Parse(bytes, file);
        }
        catch (TensorFileException error)
        {
            throw new ModelZipException(error.Message, error);
        }
    }

    private static string FileOf(int member) =>
        member == 0 ? FileName : FormattableString.Invariant($"Member{member}/{FileName}");
}
