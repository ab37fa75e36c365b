using AdaMHF.Networks;
using AdaMHF.TensorFiles;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using static TorchSharp.torch.nn;

namespace AdaMHF.MLNet;

/// <summary>How the weights of a network are stored in a model zip: one safetensors file.</summary>
internal static class ModelZipWeights
{
    private const string FileName = "Weights.safetensors";

    /// <summary>Stores what the action writes as the component's weights.</summary>
    public static void SaveWeights(this ModelSaveContext ctx, Action<Stream> write) => ctx.SaveBinaryStream(FileName, writer =>
    {
        writer.Flush();
        write(writer.BaseStream);
    });

    /// <summary>Loads into a network what <see cref="SaveWeights"/> wrote.</summary>
    public static void LoadWeights(this ModelLoadContext ctx, Module network)
    {
        NamedTensors? weights = null;
        var found = ctx.TryLoadBinaryStream(FileName, reader =>
        {
            using var memory = new MemoryStream();
            reader.BaseStream.CopyTo(memory);
            weights = SafeTensorsFile.Parse(memory.ToArray(), FileName);
        });
        if (!found) throw Contracts.ExceptDecode($"The model zip lacks {ctx.Directory}/{FileName}; it is damaged.");
        NetworkWeights.Load(network, weights!);
    }
}
