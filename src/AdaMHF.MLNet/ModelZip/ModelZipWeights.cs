using AdaMHF.Networks;
using AdaMHF.TensorFiles;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using static TorchSharp.torch.nn;

namespace AdaMHF.MLNet;

/// <summary>
/// How the weights of networks are stored in a model zip: one safetensors file each. That of a single network, and of the first member
/// of an ensemble, is <c>Weights.safetensors</c>; the others are <c>Member1/Weights.safetensors</c>, <c>Member2/Weights.safetensors</c>
/// and so on.
/// </summary>
internal static class ModelZipWeights
{
    private const string FileName = "Weights.safetensors";

    /// <summary>Stores what the action writes as the component's weights.</summary>
    public static void SaveWeights(this ModelSaveContext ctx, Action<Stream> write, int member = 0) =>
        ctx.SaveBinaryStream(FileOf(member), writer =>
        {
            writer.Flush();
            write(writer.BaseStream);
        });

    /// <summary>Loads into a network what <see cref="SaveWeights"/> wrote.</summary>
    public static void LoadWeights(this ModelLoadContext ctx, Module network, int member = 0)
    {
        NamedTensors? weights = null;
        var file = FileOf(member);
        var found = ctx.TryLoadBinaryStream(file, reader =>
        {
            using var memory = new MemoryStream();
            reader.BaseStream.CopyTo(memory);
            weights = SafeTensorsFile.Parse(memory.ToArray(), file);
        });
        if (!found) throw Contracts.ExceptDecode($"The model zip lacks {ctx.Directory}/{file}; it is damaged.");
        NetworkWeights.Load(network, weights!);
    }

    private static string FileOf(int member) =>
        member == 0 ? FileName : FormattableString.Invariant($"Member{member}/{FileName}");
}
