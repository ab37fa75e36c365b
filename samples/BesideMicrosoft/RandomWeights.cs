#if WITH_MICROSOFT
using System.Reflection;
using Microsoft.ML.TorchSharp;
using TorchSharp;

namespace BesideMicrosoft;

/// <summary>
/// Where Microsoft's weights cannot be downloaded: an encoder of the same shape with random weights, in the file in which they are looked
/// for. It shows that the trainer runs beside ours; it classifies nothing. The types are internal, hence by reflection.
/// </summary>
internal static class RandomWeights
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    public static void Write(string folder)
    {
        var file = Path.Combine(folder, "mlnet", "NasBert2000000.tsm");
        if (File.Exists(file)) return;
        var library = typeof(TorchSharpCatalog).Assembly;
        var types = library.GetTypes();
        var tokenizer = types.Single(type => type.Name == "TokenizerExtensions").GetMethod("GetInstance", Any)!.Invoke(null, [null])!;
        int Count(string name) => (int)tokenizer.GetType().GetProperty(name, Any)!.GetValue(tokenizer)!;
        var options = Activator.CreateInstance(types.Single(type => type.Name == "NasBertOptions"), nonPublic: true)!;
        var constructor = types.Single(type => type.Name == "ModelForPrediction").GetConstructors(Any).Single(one => !one.IsStatic);
        using var model = (torch.nn.Module)constructor.Invoke([options, Count("PadIndex"), Count("SymbolsCount"), 2]);
        var encoder = (torch.nn.Module)model.GetType().GetMethod("GetEncoder", Any)!.Invoke(model, [])!;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        encoder.save(file);
    }
}
#endif
