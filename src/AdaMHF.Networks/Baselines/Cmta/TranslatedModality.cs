using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>CMTA's two views of one modality.</summary>
/// <param name="Encoded">[1, width]: class token of its encoder.</param>
/// <param name="Translated">[1, width]: class token of its decoder, which saw the other modality.</param>
internal sealed record TranslatedModality(Tensor Encoded, Tensor Translated)
{
    public Tensor Mean => (Encoded + Translated) / 2;
}
