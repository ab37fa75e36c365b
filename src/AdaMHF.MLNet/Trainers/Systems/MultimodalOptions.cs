using AdaMHF.Networks;

namespace AdaMHF.MLNet;

/// <summary>
/// Options of the published systems of two modalities. A missing modality is replaced by zeros, see <see cref="MultimodalConfiguration"/>.
/// </summary>
/// <typeparam name="TConfiguration">Configuration of the system's network.</typeparam>
public abstract record MultimodalOptions<TConfiguration> : BaselineOptions<TConfiguration>
    where TConfiguration : MultimodalConfiguration, new()
{
    private protected MultimodalOptions()
    {
    }

    private protected TConfiguration Fitted(int? patchWidth, IReadOnlyList<int> genomicGroupSizes) => Network with
    {
        PatchWidth = patchWidth ?? Network.PatchWidth,
        GenomicGroupSizes = genomicGroupSizes,
        TimeBins = TimeBins,
    };
}
