using static TorchSharp.torch;

namespace AdaMHF.Networks;

/// <summary>The two class tokens of one modality of each patient in CMTA.</summary>
/// <param name="Encoded">[n, width]: class token of its encoder.</param>
/// <param name="Translated">[n, width]: class token of its decoder, which attends to the other modality.</param>
internal sealed record TranslatedModality(Tensor Encoded, Tensor Translated)
{
    public Tensor Mean => Encoded.Plus(Translated).Over(2);
}
