using Microsoft.ML.OnnxRuntime;

namespace AdaMHF.Slides.Tests;

/// <summary>ResNet-18 as ours, and as a plain session of ONNX Runtime; loaded once for a class.</summary>
public sealed class LoadedResNet18 : IDisposable
{
    public PatchEncoder Encoder { get; } = PatchEncoder.Load(EncoderDescription.ResNet18());

    public InferenceSession Session { get; } = new(EncoderDescription.ResNet18().Model);

    public void Dispose()
    {
        Encoder.Dispose();
        Session.Dispose();
    }
}
