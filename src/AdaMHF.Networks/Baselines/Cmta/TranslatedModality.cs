using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>The two class tokens of one modality in CMTA.</summary>
/// <param name="Encoded">[1, width]: class token of its encoder.</param>
/// <param name="Translated">[1, width]: class token of its decoder, which attends to the other modality.</param>
internal sealed record TranslatedModality(Tensor Encoded, Tensor Translated)
{
    public Tensor Mean => (Encoded + Translated) / 2;
}
